# ---
# task = "DeskFeatures"
# verdict = "right"
# fails = []
# says = "The service makes a table of one row and calls the batch code with the store."
# ---
# %% nbgrader={"grade_id": "DeskFeatures", "solution": true}
class DeskFeatures:
    columns = ["account_rate", "account_log_known", "account_hours", "log_seats", "sla_days"]

    def __init__(self, rate=0.2, strength=5.0):
        self.rate, self.strength = rate, strength

    def store(self, history, as_of):
        known = history.query("known_at <= @as_of")
        stats = known.groupby("account_id").agg(n=("hours", "size"), breached=("breached", "sum"),
                                                hours=("hours", "mean"))
        return {"n": stats["n"].to_dict(), "breached": stats["breached"].to_dict(), "hours": stats["hours"].to_dict()}

    def one(self, ticket, store):
        table = self._table(pd.DataFrame([{"account_id": None, "seats": None} | ticket]), store)
        return {name: float(table[name].iloc[0]) for name in self.columns}

    def batch(self, tickets, history, as_of):
        return self._table(tickets, self.store(history, as_of))

    def _table(self, tickets, store):
        account = tickets["account_id"].astype(object)
        n = account.map(store["n"]).astype(float).fillna(0.0)
        breached = account.map(store["breached"]).astype(float).fillna(0.0)
        seats = tickets["seats"].astype(float)
        return pd.DataFrame({
            "account_rate": (breached + self.rate * self.strength) / (n + self.strength),
            "account_log_known": np.log(n + 1),
            "account_hours": account.map(store["hours"]).astype(float).fillna(0.0),
            "log_seats": np.log1p(seats.fillna(0.0)),
            "sla_days": tickets["sla_hours"].astype(float) / 24,
        }, index=tickets.index)
