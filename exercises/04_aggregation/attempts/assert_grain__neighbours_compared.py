# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["DUPLICATES_PASS", "WHOLE_ROWS_COMPARED", "MESSAGE_SAYS_NOTHING", "WRONG_SOMEWHERE"]
# says = "Duplicates stand next to each other, so each row is compared with the one above it."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in {key}")
    same = (table[key] == table[key].shift()).all(axis=1)
    if same.any():
        involved = same | same.shift(-1, fill_value=False)
        example = table.loc[same, key].iloc[0].tolist()
        raise ValueError(f"{involved.sum()} rows share a key, such as {example}")
