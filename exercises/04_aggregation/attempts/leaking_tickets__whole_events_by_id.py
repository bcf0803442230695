# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["FALSE_ALARM_PAST"]
# says = "An event that came later is taken with all its deliveries: they are one event."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    before = feature(tickets, events)
    leaking = set()
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        names = events.loc[events["ingested_at"] > moment, "event_id"]
        later = events["event_id"].isin(names)
        swapped = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
        for changed in (events[~later], swapped):
            value = feature(tickets, changed)[label]
            if not np.isclose(value, before[label], rtol=0, atol=1e-9, equal_nan=True):
                leaking.add(ticket)
    return leaking
