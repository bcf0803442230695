# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "One changed log does both: outcomes of the future swapped, all else of the future removed."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    before = feature(tickets, events)
    leaking = set()
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        later = events["ingested_at"] > moment
        outcomes = events["type"].isin(list(swap))
        changed = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
        changed = changed[~later | outcomes]
        value = feature(tickets, changed)[label]
        if not np.isclose(value, before[label], rtol=0, atol=1e-9, equal_nan=True):
            leaking.add(ticket)
    return leaking
