# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["NULL_KEYS_PASS", "WRONG_SOMEWHERE"]
# says = "A key that does not stand twice identifies its row, a missing one as well."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    repeated = table.duplicated(key, keep=False)
    if repeated.any():
        example = table.loc[repeated, key].iloc[0].to_dict()
        raise ValueError(f"{repeated.sum()} rows share a key, such as {example}")
