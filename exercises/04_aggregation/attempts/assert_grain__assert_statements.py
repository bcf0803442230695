# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["ASSERT_STATEMENT"]
# says = "The function is called assert_grain, so it asserts."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    assert table[key].notna().all(axis=None), f"missing values in {key}"
    repeated = table.duplicated(key, keep=False)
    assert not repeated.any(), (
        f"{repeated.sum()} rows share a key, such as {table.loc[repeated, key].iloc[0].to_dict()}")
