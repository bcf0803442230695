# ---
# task = "asof_join"
# verdict = "right"
# fails = []
# says = "One timeline of versions and rows; what is carried forward is the number of a version."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    versions = pd.DataFrame({"key": right[by], "time": right[known_at].dt.tz_convert("UTC"), "is_row": 0,
                             "place": np.arange(len(right)), "version": np.arange(len(right), dtype=float)})
    rows = pd.DataFrame({"key": left[by], "time": left[left_time].dt.tz_convert("UTC"), "is_row": 1,
                         "place": np.arange(len(left)), "version": np.nan})
    # A version that became known at the very time of a row stands before it.
    timeline = pd.concat([versions, rows]).sort_values(["time", "is_row", "place"])
    timeline["version"] = timeline.groupby("key")["version"].ffill()
    found = timeline[timeline["is_row"] == 1].sort_values("place")["version"]
    result = left.copy()
    for column in right.columns.drop(by):
        values = right[column].reset_index(drop=True)
        result[column] = values.reindex(found.fillna(-1).astype(int)).set_axis(left.index)
    return result
