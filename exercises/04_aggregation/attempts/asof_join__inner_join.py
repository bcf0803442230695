# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["FAN_OUT", "ORDER_LOST", "WRONG_ROW"]
# says = "A row of which nothing was known yet has nothing to offer and can be left out."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    pairs = left.reset_index(names="_label").merge(right.dropna(subset=[by]), on=by)
    pairs = pairs[pairs[known_at] <= pairs[left_time]]
    latest = pairs.sort_values(known_at, kind="stable").drop_duplicates("_label", keep="last")
    return latest.set_index("_label").sort_index()
