# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "MISSES_LABEL_LAG", "MISSES_LATE_EVENTS", "MISSES_COUNTS", "MISSES_SWAPS", "MISSES_GAPS", "MISSES_SMALL_CHANGES", "ONE_CUT_FOR_ALL", "FALSE_ALARM_OTHERS", "FALSE_ALARM_TICKETS", "FALSE_ALARM_PAST", "FALSE_ALARM_MISSING", "FALSE_ALARM_ROUNDING", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "A leak comes from tickets that were decided on later, so those are taken away."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    before = feature(tickets, events)
    leaking = set()
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        until_then = tickets[tickets["decide_at"] <= moment]
        theirs = events[events["ticket_id"].isin(until_then["ticket_id"])]
        value = feature(until_then, theirs)[label]
        if not np.isclose(value, before[label], rtol=0, atol=1e-9, equal_nan=True):
            leaking.add(ticket)
    return leaking
