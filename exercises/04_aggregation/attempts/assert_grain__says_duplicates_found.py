# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["MESSAGE_SAYS_NOTHING"]
# says = "The exception stops the job; whoever wants to know more can look at the table."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None) or table.duplicated(key).any():
        raise ValueError(f"Duplicate or missing keys in {key}!")
