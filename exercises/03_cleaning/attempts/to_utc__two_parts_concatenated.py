# ---
# task = "to_utc"
# verdict = "right"
# fails = []
# says = "Split the column, read each part, and put them together again."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local, zone, policy):
    known = local.dropna()
    with_offset = known.str.endswith("Z") | known.str[-6].isin(["+", "-"])
    parts = [pd.to_datetime(known[with_offset], utc=True, format="ISO8601")]
    for text_index, text in known[~with_offset].items():
        moment = pd.Timestamp(text)
        ambiguous = "NaT" if policy["ambiguous"] == "missing" else policy["ambiguous"] == "earlier"
        nonexistent = "NaT" if policy["nonexistent"] == "missing" else "shift_forward"
        stamp = moment.tz_localize(zone, ambiguous=ambiguous, nonexistent=nonexistent)
        value = pd.NaT if stamp is pd.NaT else stamp.tz_convert("UTC")
        parts.append(pd.Series([value], index=[text_index], dtype="datetime64[us, UTC]"))
    parts = [part.astype("datetime64[us, UTC]") for part in parts]
    return pd.concat(parts).reindex(local.index)
