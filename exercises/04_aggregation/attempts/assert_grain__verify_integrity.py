# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["NULL_KEYS_PASS", "MESSAGE_SAYS_NOTHING", "WRONG_SOMEWHERE"]
# says = "pandas has the check built in: an index that verifies its integrity."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    table.set_index(key, verify_integrity=True)
