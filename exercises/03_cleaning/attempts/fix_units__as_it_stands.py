# ---
# task = "fix_units"
# verdict = "wrong"
# fails = ["UNITS_IGNORED", "SMALL_MINUTES", "OLD_CLIENTS", "GUESSED", "EDGES", "ONE_PRODUCER", "RECALL", "WALL_CLOCK"]
# says = "The column is called sla and the contract says hours."
# ---
# %% nbgrader={"grade_id": "fix-units", "solution": true}
def fix_units(tickets, releases, terms):
    return tickets["sla"].astype(float)
