# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["OLDER_VALUE_KEPT", "WRONG_ROW"]
# says = "groupby().last() gives the last row of each group."
# source = "GroupBy.last of pandas gives the last value that is not missing, column by column."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left[[by, left_time]].assign(_row=range(len(left))).dropna(subset=[by])
    pairs = rows.merge(right, on=by)
    pairs = pairs[pairs[known_at] <= pairs[left_time]].sort_values(known_at, kind="stable")
    latest = pairs.groupby("_row")[list(right.columns.drop(by))].last()
    return left.join(latest.reindex(range(len(left))).set_axis(left.index))
