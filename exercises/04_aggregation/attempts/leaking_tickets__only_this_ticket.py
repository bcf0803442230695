# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["MISSES_LABEL_LAG", "MISSES_LATE_EVENTS", "WRONG_SOMEWHERE"]
# says = "To test a ticket by itself, give the feature a table of that ticket alone."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    leaking = set()
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        alone = tickets[tickets["ticket_id"] == ticket]
        before = feature(alone, events)
        later = events["ingested_at"] > moment
        swapped = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
        for changed in (events[~later], swapped):
            value = feature(alone, changed)[label]
            if not np.isclose(value, before[label], rtol=0, atol=1e-9, equal_nan=True):
                leaking.add(ticket)
    return leaking
