# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["FAN_OUT", "WRONG_ROW"]
# says = "Group by the key, look each row up in the history of its key, and put the groups together again."
# source = "groupby drops rows with a missing key unless dropna=False is given"
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    others, parts = list(right.columns.drop(by)), []
    for key, rows in left.groupby(by):
        versions = right[right[by] == key].sort_values(known_at, kind="stable").reset_index(drop=True)
        place = versions[known_at].searchsorted(rows[left_time], side="right") - 1
        parts.append(rows.join(versions[others].reindex(place).set_axis(rows.index)))
    joined = pd.concat(parts)
    return joined.loc[[label for label in left.index if label in joined.index]]
