# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["MISSES_GAPS"]
# says = "Missing values are filled with -1, which no value is, so that all can be compared."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    before = feature(tickets, events).fillna(-1)
    leaking = set()
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        later = events["ingested_at"] > moment
        swapped = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
        for changed in (events[~later], swapped):
            if abs(feature(tickets, changed).fillna(-1)[label] - before[label]) > 1e-9:
                leaking.add(ticket)
    return leaking
