# ---
# task = "leaking_tickets"
# verdict = "right"
# fails = []
# says = "Split the log into what was known and what was not, and change the second part."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
OPPOSITE = {"sla_met": "sla_breached", "sla_breached": "sla_met"}


def worlds(events, moment):
    """The log without its future, and the log with the opposite outcomes in it."""
    known, future = events[events["ingested_at"] <= moment], events[events["ingested_at"] > moment]
    yield known
    yield pd.concat([known, future.assign(type=[OPPOSITE.get(kind, kind) for kind in future["type"]])])


def differs(old, new):
    if pd.isna(old) or pd.isna(new):
        return pd.isna(old) != pd.isna(new)
    return abs(old - new) > 1e-9


def leaking_tickets(feature, tickets, events):
    before = feature(tickets, events)
    return {row.ticket_id for row in tickets.itertuples()
            if any(differs(before[row.Index], feature(tickets, world)[row.Index])
                   for world in worlds(events, row.decide_at))}
