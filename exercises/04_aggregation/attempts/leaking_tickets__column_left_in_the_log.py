# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "A helper column in the log does no harm."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    before = feature(tickets, events)
    leaking = set()
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        events["later"] = events["ingested_at"] > moment
        swapped = events.assign(type=events["type"].mask(events["later"], events["type"].replace(swap)))
        for changed in (events[~events["later"]], swapped):
            value = feature(tickets, changed)[label]
            if not np.isclose(value, before[label], rtol=0, atol=1e-9, equal_nan=True):
                leaking.add(ticket)
    return leaking
