# ---
# task = "replay"
# verdict = "wrong"
# fails = ["LOOKS_AHEAD", "OCCURRED_NOT_INGESTED", "LATER_CORRECTION", "ROWS_OR_COLUMNS", "WRONG_SOMEWHERE"]
# says = "The state of a ticket is its newest value; what was asked for is the table."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    facts = changes.sort_values("ingested_at", kind="stable").drop_duplicates("event_id", keep="last")
    latest = facts.sort_values(["occurred_at", "ingested_at"])
    latest = latest.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
