# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["WALL_CLOCK"]
# says = "All times of a company are written in one zone, so merge_asof can take the columns as they are."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left))).sort_values(left_time, kind="stable")
    versions = right.dropna(subset=[by]).sort_values(known_at, kind="stable")
    joined = pd.merge_asof(rows, versions, left_on=left_time, right_on=known_at, by=by)
    return joined.sort_values("_row").drop(columns="_row").set_axis(left.index)
