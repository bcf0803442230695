# ---
# task = "replay"
# verdict = "wrong"
# fails = ["CORRECTION_IGNORED", "WRONG_SOMEWHERE"]
# says = "Of all rows known by then the one that occurred last is the state; versions sort themselves out."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[changes["ingested_at"] <= as_of]
    latest = known.sort_values(["occurred_at", "ingested_at"], kind="stable")
    latest = latest.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
