# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["ONE_CUT_FOR_ALL", "WRONG_SOMEWHERE"]
# says = "The future begins when the last decision of the table has been made."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    before = feature(tickets, events)
    later = events["ingested_at"] > tickets["decide_at"].max()
    swapped = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
    leaks = pd.Series(False, index=tickets.index)
    for changed in (events[~later], swapped):
        leaks |= ~np.isclose(feature(tickets, changed), before, rtol=0, atol=1e-9, equal_nan=True)
    return set(tickets["ticket_id"][leaks])
