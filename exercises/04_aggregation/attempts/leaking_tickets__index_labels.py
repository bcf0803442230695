# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "MISSES_LABEL_LAG", "MISSES_LATE_EVENTS", "MISSES_COUNTS", "MISSES_SWAPS", "MISSES_GAPS", "MISSES_SMALL_CHANGES", "ONE_CUT_FOR_ALL", "FALSE_ALARM_OTHERS", "FALSE_ALARM_TICKETS", "FALSE_ALARM_PAST", "FALSE_ALARM_MISSING", "FALSE_ALARM_ROUNDING", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "The index says which tickets leak."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    swap = {"sla_met": "sla_breached", "sla_breached": "sla_met"}
    before = feature(tickets, events)
    leaking = set()
    for label, _ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        later = events["ingested_at"] > moment
        swapped = events.assign(type=events["type"].mask(later, events["type"].replace(swap)))
        for changed in (events[~later], swapped):
            value = feature(tickets, changed)[label]
            if not np.isclose(value, before[label], rtol=0, atol=1e-9, equal_nan=True):
                leaking.add(label)
    return leaking
