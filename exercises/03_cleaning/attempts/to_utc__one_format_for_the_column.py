# ---
# task = "to_utc"
# verdict = "wrong"
# fails = ["ONE_KIND_OF_TEXT", "WRONG_SOMEWHERE"]
# says = "A column has one format: look at its first text to see which."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local, zone, policy):
    known = local.dropna()
    if len(known) and (known.iloc[0].endswith("Z") or known.iloc[0][-6] in "+-"):
        return pd.to_datetime(local, utc=True, format="ISO8601")
    wall = pd.to_datetime(local, errors="coerce", format="ISO8601" if len(known) == 0 else
                          "%Y-%m-%dT%H:%M:%S" if "T" in known.iloc[0] else "%Y-%m-%d %H:%M:%S")
    ambiguous = {"earlier": np.full(len(wall), True), "later": np.full(len(wall), False), "missing": "NaT"}
    nonexistent = {"forward": "shift_forward", "missing": "NaT"}
    return wall.dt.tz_localize(zone, ambiguous=ambiguous[policy["ambiguous"]],
                               nonexistent=nonexistent[policy["nonexistent"]]).dt.tz_convert("UTC")
