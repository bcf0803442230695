# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["OTHER_GROUP", "WRONG_ROW"]
# says = "merge_asof finds the right row by time alone."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_convert("UTC"))
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_convert("UTC")).drop(columns=by)
    joined = pd.merge_asof(rows.sort_values("_at", kind="stable"), versions.sort_values("_at", kind="stable"),
                           on="_at")
    return joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
