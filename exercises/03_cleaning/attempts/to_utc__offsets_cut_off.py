# ---
# task = "to_utc"
# verdict = "wrong"
# fails = ["OFFSET_IGNORED", "REEXPRESSED", "WRONG_SOMEWHERE"]
# says = "Cut off the Z and the offset, then all texts have one format."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local, zone, policy):
    wall = pd.to_datetime(local.str[:19], format="ISO8601")
    ambiguous = {"earlier": np.full(len(wall), True), "later": np.full(len(wall), False), "missing": "NaT"}
    nonexistent = {"forward": "shift_forward", "missing": "NaT"}
    return wall.dt.tz_localize(zone, ambiguous=ambiguous[policy["ambiguous"]],
                               nonexistent=nonexistent[policy["nonexistent"]]).dt.tz_convert("UTC")
