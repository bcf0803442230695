# ---
# task = "maturity_curve"
# verdict = "wrong"
# fails = ["KNOWN_BY_NOW", "OCCURRED_IS_KNOWN", "RESOLVED_IS_OUTCOME", "BY_INTERVAL", "AGE_FROM_DECISION", "EDGE_BY_A_SECOND", "NOTHING_IS_ZERO", "WRONG_SOMEWHERE"]
# says = "What is known is known."
# ---
# %% nbgrader={"grade_id": "maturity-curve", "solution": true}
def maturity_curve(tickets, events, as_of, ages):
    outcomes = events[events["type"].isin(["sla_met", "sla_breached"])].sort_values("ingested_at")
    outcomes = outcomes.drop_duplicates("ticket_id").set_index("ticket_id")
    arrived = tickets["ticket_id"].map(outcomes["ingested_at"])
    breach = tickets["ticket_id"].map(outcomes["type"]) == "sla_breached"
    rows = []
    for age in ages:
        old_enough = tickets["created_at"] + age <= as_of
        in_time = old_enough & (arrived <= as_of)
        rows.append((age, old_enough.sum(), in_time[old_enough].mean(), breach[in_time].mean()))
    return pd.DataFrame(rows, columns=["age", "tickets", "known", "breached"])
