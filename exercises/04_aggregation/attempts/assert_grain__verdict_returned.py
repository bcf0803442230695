# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = [
#     "RETURN_SHAPE", "DUPLICATES_PASS", "WHOLE_ROWS_COMPARED", "NULL_KEYS_PASS", "ASSERT_STATEMENT",
#     "COLUMNS_ONE_BY_ONE", "MESSAGE_SAYS_NOTHING", "NULL_VALUE_REFUSED", "EMPTY_REFUSED", "INPUT_CHANGED",
#     "WRONG_SOMEWHERE",
# ]
# says = "Whether the table is in order is the function's answer; what to do about it is the caller's business."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    return bool(table[key].notna().all(axis=None) and not table.duplicated(key).any())
