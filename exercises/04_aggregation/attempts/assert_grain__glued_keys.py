# ---
# task = "assert_grain"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "Glue the key columns together as text and see whether the text is unique."
# source = "the concatenated key of spreadsheets: \"1\" and \"11\" glue to the same text as \"11\" and \"1\""
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    if table[key].isna().any(axis=None):
        raise ValueError(f"missing values in {key}")
    glued = table[key].astype(str).agg("".join, axis=1) if len(table) else pd.Series(dtype=str)
    repeated = glued.duplicated(keep=False)
    if repeated.any():
        example = table.loc[repeated, key].iloc[0].tolist()
        raise ValueError(f"{repeated.sum()} rows share a key, such as {example}")
