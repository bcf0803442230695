# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["ASSERT_STATEMENT"]
# says = "Something is wrong with a key: that is a KeyError."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None):
        raise KeyError(f"missing values in {key}")
    repeated = table.duplicated(key, keep=False)
    if repeated.any():
        example = table.loc[repeated, key].iloc[0].to_dict()
        raise KeyError(f"{repeated.sum()} rows share a key, such as {example}")
