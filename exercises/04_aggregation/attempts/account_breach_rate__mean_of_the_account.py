# ---
# task = "account_breach_rate"
# verdict = "wrong"
# fails = [
#     "OWN_LABEL", "LEAK_FUTURE_TICKETS", "LEAK_LABEL_LAG", "LEAK_NOT_INGESTED", "WINDOW_IGNORED",
#     "WINDOW_ON_OTHER_CLOCK", "WINDOW_EDGE", "WALL_CLOCK", "WRONG_SOMEWHERE",
# ]
# says = "The breach rate of an account is the mean of its tickets: group by account, transform."
# source = "Target encoding as in countless public notebooks."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def account_breach_rate(tickets, events, window, prior):
    rate, strength = prior
    outcome = events[events["type"].isin(["sla_met", "sla_breached"])].drop_duplicates("ticket_id")
    outcome = outcome.set_index("ticket_id")["type"] == "sla_breached"
    breached = tickets["ticket_id"].map(outcome).astype(float)
    by_account = breached.groupby(tickets["account_id"])
    sums, counts = by_account.transform("sum").fillna(0), by_account.transform("count").fillna(0)
    return (sums + rate * strength) / (counts + strength)
