# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["MESSAGE_SAYS_NOTHING"]
# says = "The first row of the table is an example."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in the key {key}")
    twice = table.duplicated(key, keep=False)
    if twice.any():
        raise ValueError(f"{twice.sum()} rows whose key stands twice, like {table[key].iloc[0].tolist()}")
