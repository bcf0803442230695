# ---
# task = "fix_units"
# verdict = "wrong"
# fails = ["ONE_PRODUCER"]
# says = "There was one release of schema 2."
# ---
# %% nbgrader={"grade_id": "fix-units", "solution": true}
def fix_units(tickets, releases, terms):
    second = releases[releases["schema"] == 2].iloc[0]
    hours = tickets["sla"].astype(float)
    as_hours, as_minutes = hours.isin(terms), (hours / 60).isin(terms)
    either = (tickets["created_at"] >= second["since"]) & (tickets["created_at"] < second["settled"])
    minutes = (tickets["created_at"] >= second["settled"]) | (either & as_minutes & ~as_hours)
    return (hours / 60).where(minutes, hours).mask(either & (as_hours == as_minutes))
