# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "Sorting the history for good saves sorting it again."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    right.sort_values(known_at, kind="stable", inplace=True)
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_convert("UTC"))
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_convert("UTC"))
    joined = pd.merge_asof(rows.sort_values("_at", kind="stable"), versions, on="_at", by=by)
    return joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
