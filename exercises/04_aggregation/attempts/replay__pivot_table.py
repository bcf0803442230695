# ---
# task = "replay"
# verdict = "wrong"
# fails = ["ROWS_OR_COLUMNS", "WRONG_SOMEWHERE"]
# says = "pivot_table does what pivot does, and does not complain about duplicates."
# source = "DataFrame.pivot_table drops columns whose entries are all missing unless dropna=False"
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[changes["ingested_at"] <= as_of].sort_values("ingested_at", kind="stable")
    facts = known.drop_duplicates("event_id", keep="last")
    latest = facts.sort_values(["occurred_at", "ingested_at"], kind="stable")
    latest = latest.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot_table(index="ticket_id", columns="field", values="value", aggfunc="last")
