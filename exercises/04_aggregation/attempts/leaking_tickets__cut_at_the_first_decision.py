# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["FALSE_ALARM_PAST", "WRONG_SOMEWHERE"]
# says = "Nothing after the first decision may matter, for any ticket: one cut is enough and safe."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    before = feature(tickets, events)
    later = events["ingested_at"] > tickets["decide_at"].min()
    swapped = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
    leaks = pd.Series(False, index=tickets.index)
    for changed in (events[~later], swapped):
        leaks |= ~np.isclose(feature(tickets, changed), before, rtol=0, atol=1e-9, equal_nan=True)
    return set(tickets["ticket_id"][leaks])
