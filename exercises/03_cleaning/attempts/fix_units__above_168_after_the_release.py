# ---
# task = "fix_units"
# verdict = "wrong"
# fails = ["SMALL_MINUTES", "GUESSED", "EDGES"]
# says = "Since the release large numbers are minutes."
# ---
# %% nbgrader={"grade_id": "fix-units", "solution": true}
def fix_units(tickets, releases, terms):
    since = tickets["producer"].map(releases[releases["schema"] == 2].set_index("producer")["since"].dt.tz_convert("UTC"))
    sla = tickets["sla"].astype(float)
    return sla.mask((tickets["created_at"] >= since) & (sla > 168), sla / 60)
