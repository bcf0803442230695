# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["LOOKS_AHEAD", "WRONG_ROW"]
# says = "The tables are loaded daily, so it is enough to compare dates."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left[[by, left_time]].assign(_row=range(len(left))).dropna(subset=[by])
    pairs = rows.merge(right, on=by)
    known_on, asked_on = (pairs[time].dt.tz_convert("UTC").dt.date for time in (known_at, left_time))
    pairs = pairs[known_on <= asked_on]
    latest = pairs.sort_values(known_at, kind="stable").drop_duplicates("_row", keep="last").set_index("_row")
    found = latest[right.columns.drop(by)].reindex(range(len(left))).set_axis(left.index)
    return left.join(found)
