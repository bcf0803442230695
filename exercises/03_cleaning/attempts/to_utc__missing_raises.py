# ---
# task = "to_utc"
# verdict = "wrong"
# fails = ["MISSING_TEXT", "WRONG_SOMEWHERE"]
# says = "Loop over the texts; each of them is a text."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local, zone, policy):
    from datetime import datetime
    moments = []
    for text in local:
        moment = pd.Timestamp(datetime.fromisoformat(text))
        if moment.tz is None:
            ambiguous = "NaT" if policy["ambiguous"] == "missing" else policy["ambiguous"] == "earlier"
            nonexistent = "NaT" if policy["nonexistent"] == "missing" else "shift_forward"
            moment = moment.tz_localize(zone, ambiguous=ambiguous, nonexistent=nonexistent)
        moments.append(moment if moment is pd.NaT else moment.tz_convert("UTC"))
    return pd.Series(moments, index=local.index, dtype="datetime64[us, UTC]")
