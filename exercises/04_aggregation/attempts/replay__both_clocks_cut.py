# ---
# task = "replay"
# verdict = "wrong"
# fails = ["OCCURRED_NOT_INGESTED"]
# says = "What is stamped later than as_of cannot have been known."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[(changes["ingested_at"] <= as_of) & (changes["occurred_at"] <= as_of)]
    facts = known.sort_values("ingested_at").drop_duplicates("event_id", keep="last")
    latest = facts.sort_values(["occurred_at", "ingested_at"]).drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
