# ---
# task = "asof_join"
# verdict = "wrong"
# fails = [
#     "RETURN_SHAPE", "FAN_OUT", "NOT_SORTED", "LOOKS_AHEAD", "EDGE_EXCLUDED", "OTHER_GROUP",
#     "NULL_MATCHES_NULL", "OLDER_VALUE_KEPT", "TIE_BROKEN_WRONG", "ORDER_LOST", "WALL_CLOCK",
#     "INPUT_CHANGED", "WRONG_ROW",
# ]
# says = "The key belongs into the index: that is where a join looks for it."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left[[by, left_time]].assign(_row=range(len(left))).dropna(subset=[by])
    pairs = rows.merge(right, on=by)
    pairs = pairs[pairs[known_at] <= pairs[left_time]].sort_values(known_at, kind="stable")
    latest = pairs.drop_duplicates("_row", keep="last").set_index("_row")[right.columns.drop(by)]
    return left.join(latest.reindex(range(len(left))).set_axis(left.index)).set_index(by)
