# ---
# task = "account_breach_rate"
# verdict = "wrong"
# fails = [
#     "LEAK_LABEL_LAG", "LEAK_NOT_INGESTED", "WINDOW_IGNORED", "WINDOW_ON_OTHER_CLOCK", "WINDOW_EDGE",
#     "WALL_CLOCK", "WRONG_SOMEWHERE",
# ]
# says = "Sorted by time and shifted by one, an expanding mean sees the past alone."
# source = "groupby, shift, expanding, mean: the forum answer to: rolling mean without leakage."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def account_breach_rate(tickets, events, window, prior):
    rate, strength = prior
    outcome = events[events["type"].isin(["sla_met", "sla_breached"])].drop_duplicates("ticket_id")
    outcome = outcome.set_index("ticket_id")["type"] == "sla_breached"
    breached = tickets["ticket_id"].map(outcome).astype(float)
    order = tickets["decide_at"].sort_values(kind="stable").index
    history = breached[order].groupby(tickets["account_id"][order])
    sums = history.transform(lambda y: y.shift().expanding().sum()).reindex(tickets.index).fillna(0)
    counts = history.transform(lambda y: y.shift().expanding().count()).reindex(tickets.index).fillna(0)
    return (sums + rate * strength) / (counts + strength)
