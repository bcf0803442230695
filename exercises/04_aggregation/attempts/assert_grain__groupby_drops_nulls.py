# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["NULL_KEYS_PASS", "WRONG_SOMEWHERE"]
# says = "groupby counts the rows of every key, so every row is looked at."
# source = "groupby drops rows with a missing key unless dropna=False is given"
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    counts = table.groupby(key).size()
    counts = counts[counts > 1]
    if len(counts):
        raise ValueError(f"{counts.sum()} rows share a key, e.g. {counts.index[0]}")
