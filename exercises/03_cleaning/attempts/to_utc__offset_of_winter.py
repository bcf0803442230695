# ---
# task = "to_utc"
# verdict = "wrong"
# fails = ["READ_AS_UTC", "FIXED_OFFSET", "AMBIGUOUS_HOUR", "NEIGHBOURS_DECIDE", "NONEXISTENT_HOUR", "HOUR_ASSUMED", "WRONG_SOMEWHERE"]
# says = "Berlin is UTC+1: subtract the offset of the zone."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local, zone, policy):
    from datetime import datetime
    from zoneinfo import ZoneInfo
    offset = datetime(2024, 1, 15, tzinfo=ZoneInfo(zone)).utcoffset()
    explicit = local.str.contains(r"(?:Z|[+-]\d\d:\d\d)$", na=False).astype(bool)
    instants = pd.Series(pd.NaT, index=local.index, dtype="datetime64[us, UTC]")
    instants[explicit] = pd.to_datetime(local[explicit], format="ISO8601", utc=True)
    wall = local[~explicit & local.notna()]
    instants[wall.index] = (pd.to_datetime(wall, format="ISO8601") - offset).dt.tz_localize("UTC")
    return instants
