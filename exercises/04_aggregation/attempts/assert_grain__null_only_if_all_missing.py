# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["NULL_KEYS_PASS", "WRONG_SOMEWHERE"]
# says = "A key is missing when all its columns are; a part of it still identifies the row."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().all(axis=1).any():
        raise ValueError(f"rows without any of {key}")
    repeated = table.duplicated(key, keep=False)
    if repeated.any():
        example = table.loc[repeated, key].iloc[0].to_dict()
        raise ValueError(f"{repeated.sum()} rows share a key, such as {example}")
