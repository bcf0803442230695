# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "A key has two columns, here and everywhere."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    first, second = key[0], key[-1]
    if table[first].isna().any() or table[second].isna().any():
        raise ValueError(f"missing values in {key}")
    repeated = table.duplicated([first, second], keep=False)
    if repeated.any():
        example = table.loc[repeated, key].iloc[0].tolist()
        raise ValueError(f"{repeated.sum()} rows share a key, such as {example}")
