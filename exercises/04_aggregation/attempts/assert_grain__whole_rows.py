# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["WHOLE_ROWS_COMPARED", "WRONG_SOMEWHERE"]
# says = "A duplicate is a row that is there twice, so `table.duplicated()` finds it."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in {key}")
    repeated = table.duplicated(keep=False)
    if repeated.any():
        example = table.loc[repeated, key].iloc[0].tolist()
        raise ValueError(f"{repeated.sum()} duplicate rows, for example {example}")
