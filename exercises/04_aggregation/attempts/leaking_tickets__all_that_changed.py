# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["FALSE_ALARM_PAST", "WRONG_SOMEWHERE"]
# says = "Every ticket whose value changes under any of the cuts leaks."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    before = feature(tickets, events)
    leaking = set()
    for moment in tickets["decide_at"]:
        later = events["ingested_at"] > moment
        swapped = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
        for changed in (events[~later], swapped):
            value = feature(tickets, changed)
            same = np.isclose(value, before, rtol=0, atol=1e-9, equal_nan=True)
            leaking |= set(tickets["ticket_id"][~same])
    return leaking
