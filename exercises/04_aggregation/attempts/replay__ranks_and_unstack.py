# ---
# task = "replay"
# verdict = "right"
# fails = []
# says = "Group-wise maxima instead of sorted duplicates, then unstack; missing values stay Python's None."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    log = changes.assign(value=changes["value"].astype(object).where(changes["value"].notna(), None))
    log = log.reset_index(drop=True)
    known = log.loc[log["ingested_at"].le(as_of)]
    facts = known.loc[known.groupby("event_id")["ingested_at"].idxmax()]
    order = facts.sort_values("ingested_at").sort_values("occurred_at", kind="stable")
    latest = order.groupby(["ticket_id", "field"], sort=False).tail(1)
    return latest.set_index(["ticket_id", "field"])["value"].unstack("field").sort_index()
