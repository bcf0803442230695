# ---
# task = "to_utc"
# verdict = "wrong"
# fails = ["HOUR_ASSUMED"]
# says = "Later is one hour after earlier."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local, zone, policy):
    instants = pd.Series(pd.NaT, index=local.index, dtype="datetime64[us, UTC]")
    explicit = local.str.contains(r"(?:Z|[+-]\d\d:\d\d)$", na=False).astype(bool)
    instants[explicit] = pd.to_datetime(local[explicit], format="ISO8601", utc=True)
    wall = pd.to_datetime(local[~explicit & local.notna()], format="ISO8601")
    nonexistent = {"forward": "shift_forward", "missing": "NaT"}[policy["nonexistent"]]
    sure = wall.dt.tz_localize(zone, ambiguous="NaT", nonexistent=nonexistent).dt.tz_convert("UTC")
    first = wall.dt.tz_localize(zone, ambiguous=np.full(len(wall), True), nonexistent=nonexistent).dt.tz_convert("UTC")
    if policy["ambiguous"] == "later":
        first = first.where(sure.notna(), first + pd.Timedelta("1h"))
    instants[wall.index] = sure if policy["ambiguous"] == "missing" else first
    return instants
