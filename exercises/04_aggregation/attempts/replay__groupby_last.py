# ---
# task = "replay"
# verdict = "wrong"
# fails = ["EMPTIED_VALUE_IGNORED", "WRONG_SOMEWHERE"]
# says = "groupby().last() is the last row of each group."
# source = "GroupBy.last takes the last value that is not missing, column by column; tail(1) takes the row"
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[changes["ingested_at"] <= as_of].sort_values("ingested_at", kind="stable")
    facts = known.drop_duplicates("event_id", keep="last")
    ordered = facts.sort_values(["occurred_at", "ingested_at"], kind="stable")
    return ordered.groupby(["ticket_id", "field"])["value"].last().unstack("field").sort_index()
