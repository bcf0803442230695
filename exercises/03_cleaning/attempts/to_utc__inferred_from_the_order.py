# ---
# task = "to_utc"
# verdict = "wrong"
# fails = ["NEIGHBOURS_DECIDE", "WRONG_SOMEWHERE"]
# says = "ambiguous=\"infer\" finds out by itself which hour is meant."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local, zone, policy):
    instants = pd.Series(pd.NaT, index=local.index, dtype="datetime64[us, UTC]")
    explicit = local.str.contains(r"(?:Z|[+-]\d\d:\d\d)$", na=False).astype(bool)
    instants[explicit] = pd.to_datetime(local[explicit], format="ISO8601", utc=True)
    wall = pd.to_datetime(local[~explicit & local.notna()], format="ISO8601")
    nonexistent = {"forward": "shift_forward", "missing": "NaT"}[policy["nonexistent"]]
    if policy["ambiguous"] == "missing":
        ambiguous = "NaT"
    else:
        ambiguous = "infer" if len(wall) > 1 else np.full(len(wall), policy["ambiguous"] == "earlier")
    localised = wall.dt.tz_localize(zone, ambiguous=ambiguous, nonexistent=nonexistent)
    instants[wall.index] = localised.dt.tz_convert("UTC")
    return instants
