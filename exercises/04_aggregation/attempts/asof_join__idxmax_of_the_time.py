# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["TIE_BROKEN_WRONG", "WRONG_ROW"]
# says = "The row with the greatest time is the latest row: idxmax finds it."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    versions = right.reset_index(drop=True)
    found = []
    for key, moment in zip(left[by], left[left_time]):
        known = versions[(versions[by] == key) & (versions[known_at] <= moment)]
        found.append(known[known_at].idxmax() if len(known) else -1)
    values = versions.drop(columns=by).reindex(found)
    return left.join(values.set_axis(left.index))
