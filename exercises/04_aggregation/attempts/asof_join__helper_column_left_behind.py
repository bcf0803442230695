# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "A column added inside a function stays inside the function."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    left["_row"] = np.arange(len(left))
    moments = left[left_time].dt.tz_convert("UTC")
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_convert("UTC"))
    joined = pd.merge_asof(left.assign(_at=moments).sort_values("_at", kind="stable"),
                           versions.sort_values("_at", kind="stable"), on="_at", by=by)
    return joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
