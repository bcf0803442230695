# ---
# task = "leaking_tickets"
# verdict = "right"
# fails = []
# says = "The values of a column in the order of the rows need no labels."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
def leaking_tickets(feature, tickets, events):
    def values(changed):
        return np.asarray(feature(tickets, changed), dtype=float)

    before = values(events)
    found = []
    for position in range(len(tickets)):
        moment = tickets["decide_at"].iloc[position]
        known = events.query("ingested_at <= @moment")
        swapped = events.copy()
        future = swapped["ingested_at"].gt(moment)
        met, breached = future & swapped["type"].eq("sla_met"), future & swapped["type"].eq("sla_breached")
        swapped.loc[met, "type"] = "sla_breached"
        swapped.loc[breached, "type"] = "sla_met"
        for after in (values(known)[position], values(swapped)[position]):
            both_missing = np.isnan(after) and np.isnan(before[position])
            if not both_missing and not abs(after - before[position]) <= 1e-9:
                found.append(tickets["ticket_id"].iloc[position])
    return set(found)
