# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["LOOKS_AHEAD", "WRONG_ROW"]
# says = "The newest row of the history is what the account is."
# source = "A left join with the table of current attributes is how most training sets are first built."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    current = right.dropna(subset=[by]).sort_values(known_at, kind="stable").drop_duplicates(by, keep="last")
    return left.merge(current, on=by, how="left").set_axis(left.index)
