# ---
# task = "asof_join"
# verdict = "wrong"
# fails = ["WRONG_ROW"]
# says = "The tables are the Desk's: their columns have names."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
def asof_join(left, right, by, left_time, known_at):
    rows = left.assign(_row=np.arange(len(left)), _at=left[left_time].dt.tz_convert("UTC"))
    versions = right.dropna(subset="account_id").assign(_at=lambda table: table[known_at].dt.tz_convert("UTC"))
    joined = pd.merge_asof(rows.sort_values("_at", kind="stable"), versions.sort_values("_at", kind="stable"),
                           on="_at", by=by)
    return joined.sort_values("_row").drop(columns=["_row", "_at"]).set_axis(left.index)
