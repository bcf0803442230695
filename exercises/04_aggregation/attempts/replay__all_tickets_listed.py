# ---
# task = "replay"
# verdict = "wrong"
# fails = ["ROWS_OR_COLUMNS", "WRONG_SOMEWHERE"]
# says = "A table of state has a row for every ticket of the log, empty if nothing was known of it yet."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[changes["ingested_at"] <= as_of].sort_values("ingested_at", kind="stable")
    facts = known.drop_duplicates("event_id", keep="last")
    latest = facts.sort_values(["occurred_at", "ingested_at"], kind="stable")
    latest = latest.drop_duplicates(["ticket_id", "field"], keep="last")
    state = latest.pivot(index="ticket_id", columns="field", values="value")
    return state.reindex(sorted(changes["ticket_id"].unique()))
