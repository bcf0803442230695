# ---
# task = "fix_units"
# verdict = "wrong"
# fails = ["SMALL_MINUTES", "LARGE_HOURS", "GUESSED", "EDGES", "ONE_PRODUCER", "CLEAN_CHANGED", "WALL_CLOCK"]
# says = "No SLA is longer than a week, so anything above 168 is minutes."
# ---
# %% nbgrader={"grade_id": "fix-units", "solution": true}
def fix_units(tickets, releases, terms):
    sla = tickets["sla"].astype(float)
    return sla.where(sla <= 168, sla / 60)
