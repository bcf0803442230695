# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["FAN_OUT", "NOT_SORTED", "ORDER_LOST", "WRONG_ROW"]
# says = "A join on the key, filtered to what was known by then, is an as-of join."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.reset_index(names="_label")
    pairs = rows.merge(right.dropna(subset=[by]), on=by, how="left")
    known = pairs[known_at] <= pairs[left_time]
    pairs.loc[~known, right.columns.drop(by)] = None
    known_or_alone = known | ~pairs["_label"].isin(pairs.loc[known, "_label"])
    return pairs[known_or_alone].set_index("_label")
