# ---
# task = "maturity_curve"
# verdict = "wrong"
# fails = ["OCCURRED_IS_KNOWN", "RESOLVED_IS_OUTCOME"]
# says = "It has to have happened by that age, and to have arrived."
# ---
# %% nbgrader={"grade_id": "maturity-curve", "solution": true}
def maturity_curve(tickets: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp,
                   ages: list[pd.Timedelta]) -> pd.DataFrame:
    outcomes = events[events["type"].isin(["sla_met", "sla_breached"])]
    outcomes = outcomes.assign(at=outcomes[["occurred_at", "ingested_at"]].max(axis=1)).sort_values("at")
    outcomes = outcomes.drop_duplicates("ticket_id").set_index("ticket_id")
    arrived = tickets["ticket_id"].map(outcomes["at"])
    breach = tickets["ticket_id"].map(outcomes["type"]) == "sla_breached"
    rows = []
    for age in ages:
        old_enough = tickets["created_at"] + age <= as_of
        in_time = old_enough & (arrived <= tickets["created_at"] + age)
        rows.append((age, old_enough.sum(), in_time[old_enough].mean(), breach[in_time].mean()))
    return pd.DataFrame(rows, columns=["age", "tickets", "known", "breached"])
