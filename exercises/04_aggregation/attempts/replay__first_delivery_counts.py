# ---
# task = "replay"
# verdict = "wrong"
# fails = ["CORRECTION_IGNORED", "TIES", "WRONG_SOMEWHERE"]
# says = "The same event_id again is the same event again: keep its first delivery."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[changes["ingested_at"] <= as_of].sort_values("ingested_at", kind="stable")
    facts = known.drop_duplicates("event_id")
    latest = facts.sort_values(["occurred_at", "ingested_at"], kind="stable")
    latest = latest.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
