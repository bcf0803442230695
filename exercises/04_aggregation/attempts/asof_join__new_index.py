# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["ORDER_LOST"]
# says = "The index of a table means nothing, so a fresh one is as good."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_convert("UTC"))
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_convert("UTC"))
    joined = pd.merge_asof(rows.sort_values("_at", kind="stable"), versions.sort_values("_at", kind="stable"),
                           on="_at", by=by)
    return joined.sort_values("_row", ignore_index=True).drop(columns=["_row", "_at"])
