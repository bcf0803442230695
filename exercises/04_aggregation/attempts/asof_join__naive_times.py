# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["WALL_CLOCK"]
# says = "Time zones only make merge_asof complain, so they can be dropped."
# source = "The usual forum answer to: incompatible merge keys, must be the same type."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_localize(None))
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_localize(None))
    joined = pd.merge_asof(rows.sort_values("_at", kind="stable"), versions.sort_values("_at", kind="stable"),
                           on="_at", by=by)
    return joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
