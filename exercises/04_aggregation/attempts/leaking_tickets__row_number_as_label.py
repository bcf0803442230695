# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "The number of a row is its label."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    before = feature(tickets, events)
    leaking = set()
    for i in range(len(tickets)):
        later = events["ingested_at"] > tickets["decide_at"].iloc[i]
        swapped = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
        for changed in (events[~later], swapped):
            if not np.isclose(feature(tickets, changed)[i], before[i], rtol=0, atol=1e-9, equal_nan=True):
                leaking.add(tickets["ticket_id"].iloc[i])
    return leaking
