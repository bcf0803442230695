# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["TIE_BROKEN_WRONG", "WRONG_ROW"]
# says = "Sorting keeps rows with equal times in their order."
# source = "sort_values of pandas sorts by quicksort unless told otherwise; on a dozen rows it looks stable."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_convert("UTC"))
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_convert("UTC"))
    joined = pd.merge_asof(rows.sort_values("_at"), versions.sort_values("_at"), on="_at", by=by)
    return joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
