# ---
# task = "asof_join"
# verdict = "right"
# fails = []
# says = "numpy alone: within each key, the position of the row among the sorted versions."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def _nanoseconds(times):
    return times.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy("datetime64[ns]").astype("int64")


def asof_join(left, right, by, left_time, known_at):
    known, asked = _nanoseconds(right[known_at]), _nanoseconds(left[left_time])
    rows_of = left.groupby(by).indices
    taken = np.full(len(left), -1)
    for key, versions in right.groupby(by).indices.items():
        if key in rows_of:
            rows = rows_of[key]
            versions = versions[np.argsort(known[versions], kind="mergesort")]
            place = np.searchsorted(known[versions], asked[rows], side="right") - 1
            taken[rows] = np.where(place >= 0, versions[place], -1)
    found = right.drop(columns=by).reset_index(drop=True).reindex(taken)
    return left.join(found.set_axis(left.index))
