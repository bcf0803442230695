# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["NULL_VALUE_REFUSED"]
# says = "A table with holes in it must not be joined."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table.isna().any(axis=None):
        raise ValueError(f"{table.isna().any(axis=1).sum()} rows with missing values")
    repeated = table.duplicated(key, keep=False)
    if repeated.any():
        example = table.loc[repeated, key].iloc[0].to_dict()
        raise ValueError(f"{repeated.sum()} rows share a key, such as {example}")
