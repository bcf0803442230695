# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["LOOKS_AHEAD", "WRONG_ROW"]
# says = "As of means the version that lies nearest in time."
# source = "direction is an option of pandas.merge_asof, and nearest is the one for sensor readings."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_convert("UTC"))
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_convert("UTC"))
    joined = pd.merge_asof(rows.sort_values("_at", kind="stable"), versions.sort_values("_at", kind="stable"),
                           on="_at", by=by, direction="nearest")
    return joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
