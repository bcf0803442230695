# ---
# task = "account_breach_rate"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "NOT_THE_FORMULA", "OWN_LABEL", "LEAK_FUTURE_TICKETS", "LEAK_LABEL_LAG", "LEAK_NOT_INGESTED", "COPIES_COUNTED", "OTHER_EVENTS_COUNTED", "WINDOW_IGNORED", "WINDOW_ON_OTHER_CLOCK", "WINDOW_EDGE", "COLD_START", "PRIOR_MISUSED", "OTHER_ACCOUNTS", "NULL_ACCOUNTS_POOLED", "ORDER_LOST", "WALL_CLOCK", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "A list of the rates in the order of the tickets will do."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def account_breach_rate(tickets, events, window, prior):
    outcomes = events[events["type"].isin(["sla_met", "sla_breached"])].sort_values("ingested_at")
    outcomes = outcomes.drop_duplicates("ticket_id").merge(tickets[["ticket_id", "account_id"]])
    rates = []
    for row in tickets.itertuples():
        others = outcomes[(outcomes["account_id"] == row.account_id) & (outcomes["ticket_id"] != row.ticket_id)
                          & (outcomes["ingested_at"] <= row.decide_at) & (outcomes["occurred_at"] <= row.decide_at)
                          & (outcomes["occurred_at"] > row.decide_at - window)]
        breached = (others["type"] == "sla_breached").sum()
        rates.append((breached + prior[0] * prior[1]) / (len(others) + prior[1]))
    return rates
