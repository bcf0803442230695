# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["ORDER_LOST", "WRONG_ROW"]
# says = "merge_asof gives the rows back as they came."
# source = "The example of the pandas documentation, whose quotes and trades come sorted."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_at=left[left_time].dt.tz_convert("UTC")).sort_values("_at", kind="stable")
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_convert("UTC")).sort_values("_at", kind="stable")
    return pd.merge_asof(rows, versions, on="_at", by=by).drop(columns="_at")
