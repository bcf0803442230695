# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["TIE_BROKEN_WRONG", "WRONG_ROW"]
# says = "Sorted with the newest first, the first row is the latest one."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left[[by, left_time]].assign(_row=range(len(left))).dropna(subset=[by])
    pairs = rows.merge(right, on=by)
    pairs = pairs[pairs[known_at] <= pairs[left_time]]
    newest_first = pairs.sort_values(known_at, ascending=False, kind="stable")
    latest = newest_first.drop_duplicates("_row").set_index("_row")[right.columns.drop(by)]
    return left.join(latest.reindex(range(len(left))).set_axis(left.index))
