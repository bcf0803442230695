# ---
# task = "replay"
# verdict = "wrong"
# fails = ["OCCURRED_NOT_INGESTED", "LATER_CORRECTION", "WRONG_SOMEWHERE"]
# says = "What had happened by an instant is what was known at that instant."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    facts = changes[changes["occurred_at"] <= as_of].sort_values("ingested_at", kind="stable")
    facts = facts.drop_duplicates("event_id", keep="last").sort_values(["occurred_at", "ingested_at"])
    latest = facts.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
