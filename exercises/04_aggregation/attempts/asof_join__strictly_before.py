# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["EDGE_EXCLUDED", "WRONG_ROW"]
# says = "Before is before: what became known at that very moment is not known yet."
# source = "allow_exact_matches=False of pandas.merge_asof, the cautious habit of those who trade on quotes."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_convert("UTC"))
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_convert("UTC"))
    joined = pd.merge_asof(rows.sort_values("_at", kind="stable"), versions.sort_values("_at", kind="stable"),
                           on="_at", by=by, allow_exact_matches=False)
    return joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
