# ---
# task = "replay"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "LOOKS_AHEAD", "OCCURRED_NOT_INGESTED", "LAST_ARRIVED_WINS", "CORRECTION_IGNORED", "LATER_CORRECTION", "ROWS_OR_COLUMNS", "EMPTIED_VALUE_IGNORED", "TIES", "EDGE", "WALL_CLOCK", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "The ticket is a column like any other; an index is a detail."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[changes["ingested_at"] <= as_of].sort_values("ingested_at")
    facts = known.drop_duplicates("event_id", keep="last").sort_values(["occurred_at", "ingested_at"])
    latest = facts.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index().reset_index()
