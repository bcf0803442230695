# ---
# task = "to_utc"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "READ_AS_UTC", "LEFT_IN_ZONE", "FIXED_OFFSET", "OFFSET_IGNORED", "ONE_KIND_OF_TEXT", "AMBIGUOUS_HOUR", "NEIGHBOURS_DECIDE", "NONEXISTENT_HOUR", "HOUR_ASSUMED", "MISSING_TEXT", "INDEX_LOST", "REEXPRESSED", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "UTC needs no zone in the dtype."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local: pd.Series, zone: str, policy: dict[str, str]) -> pd.Series:
    """The instants that texts mean, some with an offset, the others by the wall clock of a zone.

    local: texts, possibly missing (None or nan), with any unique index. zone: IANA name. policy: "ambiguous"
    ("earlier", "later" or "missing") and "nonexistent" ("forward" or "missing").
    Returns instants with time zone UTC (datetime64), with the index of `local`, in its order.
    """
    instants = pd.Series(pd.NaT, index=local.index, dtype="datetime64[us, UTC]")
    explicit = local.str.contains(r"(?:Z|[+-]\d\d:\d\d)$", na=False).astype(bool)
    instants[explicit] = pd.to_datetime(local[explicit], format="ISO8601", utc=True)
    wall = pd.to_datetime(local[~explicit & local.notna()], format="ISO8601")
    ambiguous = {"earlier": np.full(len(wall), True), "later": np.full(len(wall), False), "missing": "NaT"}
    nonexistent = {"forward": "shift_forward", "missing": "NaT"}
    localised = wall.dt.tz_localize(zone, ambiguous=ambiguous[policy["ambiguous"]],
                                    nonexistent=nonexistent[policy["nonexistent"]])
    instants[wall.index] = localised.dt.tz_convert("UTC")
    return instants.dt.tz_localize(None)
