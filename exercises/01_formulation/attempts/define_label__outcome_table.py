# ---
# task = "define_label"
# verdict = "right"
# fails = []
# says = "One row a ticket of known outcomes, mapped onto the tickets."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    seen = events[events["ingested_at"] <= as_of]
    outcome = seen[seen["type"].isin(["sla_met", "sla_breached"])].drop_duplicates("ticket_id")
    outcome = outcome.set_index("ticket_id")["type"].map({"sla_met": 0, "sla_breached": 1})
    rows = tickets[tickets["decide_at"] <= as_of].reset_index(drop=True)
    fast = rows["ticket_id"].isin(seen.loc[seen["type"] == "fast_lane", "ticket_id"])
    return pd.DataFrame({
        "mature": rows["due_at"].add(grace).le(as_of),
        "ticket_id": rows["ticket_id"],
        "y": rows["ticket_id"].map(outcome).mask(fast).astype("Int64")})
