# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["MESSAGE_SAYS_NOTHING"]
# says = "The first of several equal keys is the good one; only the others are duplicates to be counted."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in {key}")
    repeated = table.duplicated(key)
    if repeated.any():
        example = table.loc[repeated, key].iloc[0].tolist()
        raise ValueError(f"{repeated.sum()} duplicates of {key}, e.g. {example}")
