# ---
# task = "fix_units"
# verdict = "wrong"
# fails = ["RECALL"]
# says = "Only SLAs of two days and more come from old clients."
# ---
# %% nbgrader={"grade_id": "fix-units", "solution": true}
def fix_units(tickets: pd.DataFrame, releases: pd.DataFrame, terms: list[float]) -> pd.Series:
    """The SLA of each ticket in hours.

    tickets: producer, created_at (instants), sla (number as sent, may be missing); any unique index.
    releases: producer, schema, since, settled (instants). terms: the SLAs that contracts know, in whole hours.
    Returns floats in hours with the index of `tickets`, in its order; missing where nobody can know.
    """
    second = releases[releases["schema"] == 2].set_index("producer")
    since, settled = (tickets["producer"].map(second[name].dt.tz_convert("UTC")) for name in ("since", "settled"))
    hours = tickets["sla"].astype(float)
    known = [term for term in terms if term not in (8, 24)]
    as_hours, as_minutes = hours.isin(known), (hours / 60).isin(terms)
    either = (tickets["created_at"] >= since) & (tickets["created_at"] < settled)
    minutes = (tickets["created_at"] >= settled) | (either & as_minutes & ~as_hours)
    return (hours / 60).where(minutes, hours).mask(either & (as_hours == as_minutes))
