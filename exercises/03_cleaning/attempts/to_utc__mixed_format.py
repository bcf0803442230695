# ---
# task = "to_utc"
# verdict = "wrong"
# fails = ["ONE_KIND_OF_TEXT", "INDEX_LOST", "REEXPRESSED", "WRONG_SOMEWHERE"]
# says = "pandas reads texts of all formats; if none of them has an offset, they are wall clocks."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local, zone, policy):
    moments = pd.to_datetime(local, format="mixed")
    if moments.dt.tz is None:
        ambiguous = {"earlier": np.full(len(moments), True), "later": np.full(len(moments), False), "missing": "NaT"}
        nonexistent = {"forward": "shift_forward", "missing": "NaT"}
        moments = moments.dt.tz_localize(zone, ambiguous=ambiguous[policy["ambiguous"]],
                                         nonexistent=nonexistent[policy["nonexistent"]])
    return moments.dt.tz_convert("UTC")
