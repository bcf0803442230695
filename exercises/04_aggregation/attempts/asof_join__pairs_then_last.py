# ---
# task = "asof_join"
# verdict = "right"
# fails = []
# says = "All pairs of a row and a version of its key, of which the last known one is kept."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left[[by, left_time]].assign(_row=range(len(left))).dropna(subset=[by])
    versions = right.assign(_place=range(len(right)))
    pairs = rows.merge(versions, on=by)
    pairs = pairs[pairs[known_at] <= pairs[left_time]]
    latest = pairs.sort_values([known_at, "_place"]).groupby("_row").tail(1).set_index("_row")
    others = [column for column in right.columns if column != by]
    found = latest[others].reindex(range(len(left)))
    found.index = left.index
    return pd.concat([left, found], axis=1)
