# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["EMPTY_REFUSED"]
# says = "An empty table before a join is always a mistake of the step before: stop here."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table.empty:
        raise ValueError("the table has no rows")
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in {key}")
    repeated = table.duplicated(key, keep=False)
    if repeated.any():
        example = table.loc[repeated, key].iloc[0].to_dict()
        raise ValueError(f"{repeated.sum()} rows share a key, such as {example}")
