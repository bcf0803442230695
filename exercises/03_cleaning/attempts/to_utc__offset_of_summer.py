# ---
# task = "to_utc"
# verdict = "wrong"
# fails = ["FIXED_OFFSET", "AMBIGUOUS_HOUR", "NEIGHBOURS_DECIDE", "NONEXISTENT_HOUR", "HOUR_ASSUMED", "WRONG_SOMEWHERE"]
# says = "Everything we have is of the summer, so the offset of July will do."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local, zone, policy):
    from datetime import datetime
    from zoneinfo import ZoneInfo
    offset = datetime(2024, 7, 15, tzinfo=ZoneInfo(zone)).utcoffset()
    explicit = local.str.contains(r"(?:Z|[+-]\d\d:\d\d)$", na=False).astype(bool)
    instants = pd.Series(pd.NaT, index=local.index, dtype="datetime64[us, UTC]")
    instants[explicit] = pd.to_datetime(local[explicit], format="ISO8601", utc=True)
    wall = local[~explicit & local.notna()]
    instants[wall.index] = (pd.to_datetime(wall, format="ISO8601") - offset).dt.tz_localize("UTC")
    return instants
