# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["COLUMNS_ONE_BY_ONE"]
# says = "Joined with a sign between them the columns are one key."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in the key {key}")
    joined = ["|".join(map(str, row)) for row in table[key].to_numpy()]
    twice = pd.Series(joined, index=table.index, dtype="str").duplicated(keep=False).to_numpy()
    if twice.any():
        raise ValueError(f"{twice.sum()} rows whose key stands twice, like {table[key][twice].iloc[0].tolist()}")
