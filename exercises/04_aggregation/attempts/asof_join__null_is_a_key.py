# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["NULL_MATCHES_NULL"]
# says = "pandas, like SQL, never matches a missing key with a missing key."
# source = "merge and merge_asof of pandas do match missing keys; SQL does not."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_convert("UTC"))
    versions = right.assign(_at=right[known_at].dt.tz_convert("UTC"))
    joined = pd.merge_asof(rows.sort_values("_at", kind="stable"), versions.sort_values("_at", kind="stable"),
                           on="_at", by=by)
    return joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
