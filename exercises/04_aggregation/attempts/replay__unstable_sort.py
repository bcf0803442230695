# ---
# task = "replay"
# verdict = "wrong"
# fails = ["TIES"]
# says = "Sorting by one column after another sorts by both."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[changes["ingested_at"] <= as_of].sort_values("ingested_at")
    facts = known.drop_duplicates("event_id", keep="last").sort_values("occurred_at")
    latest = facts.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
