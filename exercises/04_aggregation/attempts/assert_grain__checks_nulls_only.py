# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["DUPLICATES_PASS", "WHOLE_ROWS_COMPARED", "MESSAGE_SAYS_NOTHING", "WRONG_SOMEWHERE"]
# says = "A key is in order if it is there: what can go wrong with a key is that it is missing."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    missing = table[key].isna().any(axis=1)
    if missing.any():
        raise ValueError(f"{missing.sum()} rows without a complete key {key}")
