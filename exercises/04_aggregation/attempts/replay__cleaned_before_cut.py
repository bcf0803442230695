# ---
# task = "replay"
# verdict = "wrong"
# fails = ["LATER_CORRECTION", "WRONG_SOMEWHERE"]
# says = "First clean the log, keeping the last version of each event; then cut it at as_of."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    facts = changes.sort_values("ingested_at", kind="stable").drop_duplicates("event_id", keep="last")
    known = facts[facts["ingested_at"] <= as_of]
    latest = known.sort_values(["occurred_at", "ingested_at"], kind="stable")
    latest = latest.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
