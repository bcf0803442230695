# ---
# task = "account_breach_rate"
# verdict = "wrong"
# fails = [
#     "LEAK_FUTURE_TICKETS", "LEAK_LABEL_LAG", "LEAK_NOT_INGESTED", "WINDOW_IGNORED",
#     "WINDOW_ON_OTHER_CLOCK", "WINDOW_EDGE", "WALL_CLOCK", "WRONG_SOMEWHERE",
# ]
# says = "Leaving out the own row is all it takes to encode a target without a leak."
# source = "Leave-one-out target encoding, known from competitions."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def account_breach_rate(tickets, events, window, prior):
    rate, strength = prior
    outcome = events[events["type"].isin(["sla_met", "sla_breached"])].drop_duplicates("ticket_id")
    outcome = outcome.set_index("ticket_id")["type"] == "sla_breached"
    breached = tickets["ticket_id"].map(outcome).astype(float)
    by_account = breached.groupby(tickets["account_id"])
    sums = (by_account.transform("sum") - breached.fillna(0)).fillna(0)
    counts = (by_account.transform("count") - breached.notna()).where(tickets["account_id"].notna(), 0)
    return (sums + rate * strength) / (counts + strength)
