# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["WRONG_ROW"]
# says = "A version of more than a month ago says nothing any more."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_convert("UTC"))
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_convert("UTC"))
    joined = pd.merge_asof(rows.sort_values("_at", kind="stable"), versions.sort_values("_at", kind="stable"),
                           on="_at", by=by, tolerance=pd.Timedelta("30D"))
    return joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
