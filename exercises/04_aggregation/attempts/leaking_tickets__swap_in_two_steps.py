# ---
# task = "leaking_tickets"
# verdict = "wrong"
# fails = ["MISSES_SWAPS", "WRONG_SOMEWHERE"]
# says = "Two replacements one after the other swap two values."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    before = feature(tickets, events)
    leaking = set()
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        later = events["ingested_at"] > moment
        swapped = events.copy()
        types = swapped["type"].replace("sla_met", "sla_breached").replace("sla_breached", "sla_met")
        swapped.loc[later, "type"] = types[later]
        for changed in (events[~later], swapped):
            value = feature(tickets, changed)[label]
            if not np.isclose(value, before[label], rtol=0, atol=1e-9, equal_nan=True):
                leaking.add(ticket)
    return leaking
