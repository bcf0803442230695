# ---
# task = "account_breach_rate"
# verdict = "right"
# fails = []
# says = "The sentence of the prompt as five conditions in a loop over pairs."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def account_breach_rate(tickets, events, window, prior):
    rate, strength = prior
    outcome = {}
    for event in sorted(events.to_dict("records"), key=lambda event: event["ingested_at"]):
        if event["type"] in ("sla_met", "sla_breached"):
            outcome.setdefault(event["ticket_id"], event)
    finished = {}
    for ticket, account in zip(tickets["ticket_id"], tickets["account_id"]):
        if pd.notna(account) and ticket in outcome:
            finished.setdefault(account, []).append(outcome[ticket])
    values = []
    for row in tickets.itertuples():
        known = [event for event in finished.get(row.account_id, [])
                 if event["ticket_id"] != row.ticket_id and event["ingested_at"] <= row.decide_at
                 and row.decide_at - window < event["occurred_at"] <= row.decide_at]
        breached = sum(event["type"] == "sla_breached" for event in known)
        values.append((breached + rate * strength) / (len(known) + strength))
    return pd.Series(values, index=tickets.index)
