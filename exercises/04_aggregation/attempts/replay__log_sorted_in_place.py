# ---
# task = "replay"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "A log belongs in order of arrival, so put it in order once and for all."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    changes.sort_values("ingested_at", kind="stable", inplace=True)
    known = changes[changes["ingested_at"] <= as_of]
    facts = known.drop_duplicates("event_id", keep="last")
    latest = facts.sort_values(["occurred_at", "ingested_at"], kind="stable")
    latest = latest.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
