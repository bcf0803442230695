# ---
# task = "leaking_tickets"
# verdict = "right"
# fails = []
# says = "All values first, in a table of tickets and worlds; then one comparison of whole columns."
# ---
# %% nbgrader={"grade_id": "leaking-tickets", "solution": true}
class Prober:
    def __init__(self, feature, tickets, events):
        self.feature, self.events = feature, events
        self.tickets = tickets.set_index("ticket_id", drop=False)

    def values(self, events):
        return self.feature(self.tickets, events)

    def row(self, ticket):
        future = (self.events["ingested_at"] > self.tickets.loc[ticket, "decide_at"]).to_numpy()
        kinds = self.events["type"].to_numpy(dtype=object)
        swapped = np.select([future & (kinds == "sla_met"), future & (kinds == "sla_breached")],
                            ["sla_breached", "sla_met"], kinds)
        return {"without": self.values(self.events.loc[~future].reset_index(drop=True))[ticket],
                "swapped": self.values(self.events.assign(type=swapped))[ticket]}


def leaking_tickets(feature, tickets, events):
    prober = Prober(feature, tickets, events)
    table = pd.DataFrame([prober.row(ticket) for ticket in prober.tickets.index], index=prober.tickets.index)
    before = prober.values(events).to_numpy(dtype=float)[:, None]
    unchanged = np.isclose(table.to_numpy(dtype=float), before, rtol=0, atol=1e-9, equal_nan=True)
    return set(table.index[~unchanged.all(axis=1)])
