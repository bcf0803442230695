# ---
# task = "fix_units"
# verdict = "wrong"
# fails = ["JUDGED_OUTSIDE", "SMALL_MINUTES", "LARGE_HOURS", "EDGES", "ONE_PRODUCER", "CLEAN_CHANGED", "WALL_CLOCK"]
# says = "The terms tell hours from minutes, whenever it was."
# ---
# %% nbgrader={"grade_id": "fix-units", "solution": true}
def fix_units(tickets: pd.DataFrame, releases: pd.DataFrame, terms: list[float]) -> pd.Series:
    """The SLA of each ticket in hours.

    tickets: producer, created_at (instants), sla (number as sent, may be missing); any unique index.
    releases: producer, schema, since, settled (instants). terms: the SLAs that contracts know, in whole hours.
    Returns floats in hours with the index of `tickets`, in its order; missing where nobody can know.
    """
    hours = tickets["sla"].astype(float)
    as_hours, as_minutes = hours.isin(terms), (hours / 60).isin(terms)
    return hours.where(as_hours & ~as_minutes, (hours / 60).where(as_minutes & ~as_hours))
