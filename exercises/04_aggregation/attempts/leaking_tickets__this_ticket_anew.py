# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["FALSE_ALARM_TICKETS", "FALSE_ALARM_PAST", "WRONG_SOMEWHERE"]
# says = "Only this ticket's value is compared, so only this ticket is computed anew."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    leaking, before = set(), feature(tickets, events)
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        alone = tickets[tickets["ticket_id"] == ticket]
        later = events["ingested_at"] > moment
        swapped = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
        for changed in (events[~later], swapped):
            value = feature(alone, changed)[label]
            if not np.isclose(value, before[label], rtol=0, atol=1e-9, equal_nan=True):
                leaking.add(ticket)
    return leaking
