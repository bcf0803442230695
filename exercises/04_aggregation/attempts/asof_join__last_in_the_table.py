# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["NOT_SORTED", "WRONG_ROW"]
# says = "A history is appended to, so the last row of an account that was known by then is the latest."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    versions = right.reset_index(drop=True)
    found = []
    for key, moment in zip(left[by], left[left_time]):
        known = versions[(versions[by] == key) & (versions[known_at] <= moment)]
        found.append(known.index[-1] if len(known) else -1)
    values = versions.drop(columns=by).reindex(found)
    return left.join(values.set_axis(left.index))
