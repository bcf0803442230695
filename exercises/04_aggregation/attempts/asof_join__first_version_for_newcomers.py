# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["LOOKS_AHEAD", "WRONG_ROW"]
# says = "Where nothing was known yet, the first version there is beats a missing value."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_convert("UTC"))
    versions = right.dropna(subset=[by])
    versions = versions.assign(_at=versions[known_at].dt.tz_convert("UTC")).sort_values("_at", kind="stable")
    joined = pd.merge_asof(rows.sort_values("_at", kind="stable"), versions, on="_at", by=by)
    joined = joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
    first = versions.drop(columns="_at").drop_duplicates(by).set_index(by)
    unknown = joined[known_at].isna()
    for column in first.columns:
        joined[column] = joined[column].astype(object).where(~unknown, joined[by].map(first[column]))
    return joined
