# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["RETURN_SHAPE"]
# says = "The columns are all there; in which order they stand does not matter."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left[[by, left_time]].assign(_row=range(len(left))).dropna(subset=[by])
    pairs = rows.merge(right, on=by)
    pairs = pairs[pairs[known_at] <= pairs[left_time]].sort_values(known_at, kind="stable")
    latest = pairs.drop_duplicates("_row", keep="last").set_index("_row")[right.columns.drop(by)]
    versions = latest.reindex(range(len(left))).set_axis(left.index)
    return versions.join(left)
