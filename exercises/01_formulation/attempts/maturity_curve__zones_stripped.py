# ---
# task = "maturity_curve"
# verdict = "wrong"
# fails = ["TIME_ZONE"]
# says = "Times without a zone are easier to compare."
# ---
# %% nbgrader={"grade_id": "maturity-curve", "solution": true}
def maturity_curve(tickets, events, as_of, ages):
    tickets = tickets.assign(created_at=tickets["created_at"].dt.tz_localize(None))
    events = events.assign(ingested_at=events["ingested_at"].dt.tz_localize(None))
    as_of = as_of.tz_localize(None)
    outcomes = events[events["type"].isin(["sla_met", "sla_breached"])].sort_values("ingested_at")
    outcomes = outcomes.drop_duplicates("ticket_id").set_index("ticket_id")
    arrived = tickets["ticket_id"].map(outcomes["ingested_at"])
    breach = tickets["ticket_id"].map(outcomes["type"]) == "sla_breached"
    rows = []
    for age in ages:
        old_enough = tickets["created_at"] + age <= as_of
        in_time = old_enough & (arrived <= tickets["created_at"] + age)
        rows.append((age, old_enough.sum(), in_time[old_enough].mean(), breach[in_time].mean()))
    return pd.DataFrame(rows, columns=["age", "tickets", "known", "breached"])
