# ---
# task = "replay"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "A ticket that gets a value again that it had before was delivered twice."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[changes["ingested_at"] <= as_of].sort_values("ingested_at")
    facts = known.drop_duplicates("event_id", keep="last").sort_values(["occurred_at", "ingested_at"])
    facts = facts.drop_duplicates(["ticket_id", "field", "value"])
    latest = facts.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
