# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["EMPTY_REFUSED"]
# says = "The most frequent key tells it all: value_counts has it in the first row."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    counts = table[key].value_counts(dropna=False)
    if counts.iloc[0] > 1:
        raise ValueError(f"{counts[counts > 1].sum()} rows share a key, most often {counts.index[0]}")
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in {key}")
