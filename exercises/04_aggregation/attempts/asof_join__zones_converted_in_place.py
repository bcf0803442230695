# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "The same instants in UTC are the same table."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    left[left_time] = left[left_time].dt.tz_convert("UTC")
    right[known_at] = right[known_at].dt.tz_convert("UTC")
    rows = left.assign(_row=np.arange(len(left))).sort_values(left_time, kind="stable")
    versions = right.dropna(subset=[by]).sort_values(known_at, kind="stable")
    joined = pd.merge_asof(rows, versions, left_on=left_time, right_on=known_at, by=by)
    return joined.sort_values("_row").drop(columns="_row").set_axis(left.index)
