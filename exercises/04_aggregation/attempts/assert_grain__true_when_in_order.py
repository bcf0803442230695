# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["RETURN_SHAPE"]
# says = "A test returns True when it has passed."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in {key}")
    repeated = table.duplicated(key, keep=False)
    if repeated.any():
        example = table.loc[repeated, key].iloc[0].to_dict()
        raise ValueError(f"{repeated.sum()} rows share a key, such as {example}")
    return True
