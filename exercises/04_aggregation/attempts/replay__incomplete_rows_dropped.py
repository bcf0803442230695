# ---
# task = "replay"
# verdict = "wrong"
# fails = ["ROWS_OR_COLUMNS", "EMPTIED_VALUE_IGNORED", "WRONG_SOMEWHERE"]
# says = "A change without a value changes nothing: drop the incomplete rows first."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes.dropna()
    known = known[known["ingested_at"] <= as_of].sort_values("ingested_at", kind="stable")
    facts = known.drop_duplicates("event_id", keep="last")
    latest = facts.sort_values(["occurred_at", "ingested_at"], kind="stable")
    latest = latest.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
