# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["OLDER_VALUE_KEPT", "WRONG_ROW"]
# says = "An as-of join is a forward fill of the values."
# source = "The usual forum answer to an as-of join without merge_asof: concat, sort, groupby, ffill."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    others = list(right.columns.drop(by))
    versions = right.assign(_at=right[known_at].dt.tz_convert("UTC"), _is_row=0, _row=-1)
    rows = left[[by]].assign(_at=left[left_time].dt.tz_convert("UTC"), _is_row=1, _row=np.arange(len(left)))
    timeline = pd.concat([versions, rows]).sort_values(["_at", "_is_row"], kind="stable")
    timeline[others] = timeline.groupby(by)[others].ffill()
    found = timeline[timeline["_is_row"] == 1].sort_values("_row")[others]
    return left.join(found.set_axis(left.index))
