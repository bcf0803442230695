# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["MISSES_LABEL_LAG"]
# says = "A feature of the account can only leak through the account's events."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    owner = events["ticket_id"].map(tickets.set_index("ticket_id")["account_id"])
    before = feature(tickets, events)
    leaking = set()
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        later = (events["ingested_at"] > moment) & (owner == tickets.loc[label, "account_id"])
        swapped = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
        for changed in (events[~later], swapped):
            value = feature(tickets, changed)[label]
            if not np.isclose(value, before[label], rtol=0, atol=1e-9, equal_nan=True):
                leaking.add(ticket)
    return leaking
