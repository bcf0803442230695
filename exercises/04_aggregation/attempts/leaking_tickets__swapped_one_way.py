# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["MISSES_SWAPS"]
# says = "To turn every met SLA into a breach is change enough."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    before, leaks = feature(tickets, events), set()
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"]):
        later = events["ingested_at"] > moment
        worse = events.assign(type=events["type"].mask(later & (events["type"] == "sla_met"), "sla_breached"))
        for changed in (events[~later], worse):
            value = feature(tickets, changed)[label]
            if not np.isclose(value, before[label], rtol=0, atol=1e-9, equal_nan=True):
                leaks.add(ticket)
    return leaks
