# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "Sort by the key first, then equal keys are neighbours; the order of rows means nothing anyway."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in {key}")
    table.sort_values(key, inplace=True)
    same = (table[key] == table[key].shift()).all(axis=1)
    if same.any():
        involved = same | same.shift(-1, fill_value=False)
        example = table.loc[same, key].iloc[0].tolist()
        raise ValueError(f"{involved.sum()} rows share a key, such as {example}")
