# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["COLUMNS_ONE_BY_ONE", "WRONG_SOMEWHERE"]
# says = "A key is unique when each of its columns is."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in {key}")
    if not all(table[column].is_unique for column in key):
        repeated = table.duplicated(key, keep=False)
        examples = table.loc[repeated, key].head(1).to_dict("records")
        raise ValueError(f"{repeated.sum()} rows share a key: {examples}")
