# ---
# task = "replay"
# verdict = "wrong"
# fails = ["CORRECTION_IGNORED", "WRONG_SOMEWHERE"]
# says = "A log is appended to, so its last row of an event_id is the version that came last."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[changes["ingested_at"] <= as_of]
    facts = known.drop_duplicates("event_id", keep="last")
    latest = facts.sort_values(["occurred_at", "ingested_at"], kind="stable")
    latest = latest.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
