# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["NOT_SORTED", "NULL_MATCHES_NULL", "TIE_BROKEN_WRONG", "ORDER_LOST", "WALL_CLOCK", "WRONG_ROW"]
# says = "merge_asof takes the tables as they are."
# source = "The example of the pandas documentation, whose quotes and trades come sorted."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    return pd.merge_asof(left, right, left_on=left_time, right_on=known_at, by=by).set_axis(left.index)
