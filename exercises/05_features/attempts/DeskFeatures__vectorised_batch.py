# ---
# task = "DeskFeatures"
# verdict = "wrong"
# fails = ["TWO_DEFINITIONS"]
# says = "The table is computed with groupby, because a loop is slow; the formulas are the same."
# source = "the notebook has pandas, the service has a rewrite: the usual state of affairs"
# ---
# %% nbgrader={"grade_id": "DeskFeatures", "solution": true}
class DeskFeatures:

    columns = ["account_rate", "account_log_known", "account_hours", "log_seats", "sla_days"]

    def __init__(self, rate=0.2, strength=5.0):
        self.rate = rate
        self.strength = strength

    def store(self, history, as_of):
        known = history[history["known_at"] <= as_of]
        return {account: [len(rows), int(rows["breached"].sum()), float(rows["hours"].sum())]
                for account, rows in known.groupby("account_id")}

    def one(self, ticket, store):
        known, breached, hours = store.get(ticket.get("account_id"), [0, 0, 0.0])
        seats = ticket.get("seats")
        return {
            "account_rate": (breached + self.rate * self.strength) / (known + self.strength),
            "account_log_known": float(np.log1p(known)),
            "account_hours": hours / known if known else 0.0,
            "log_seats": 0.0 if seats is None else float(np.log1p(seats)),
            "sla_days": ticket["sla_hours"] / 24,
        }

    def batch(self, tickets, history, as_of):
        known = history[history["known_at"] <= as_of]
        stats = known.groupby("account_id").agg(n=("hours", "size"), breached=("breached", "sum"),
                                                hours=("hours", "mean"))
        account = tickets["account_id"].astype(object)
        n = account.map(stats["n"]).astype(float).fillna(0.0)
        breached = account.map(stats["breached"]).astype(float).fillna(0.0)
        return pd.DataFrame({
            "account_rate": (breached + self.rate * self.strength) / (n + self.strength),
            "account_log_known": np.log1p(n),
            "account_hours": account.map(stats["hours"]).astype(float).fillna(0.0),
            "log_seats": np.log1p(tickets["seats"].astype(float)).fillna(0.0),
            "sla_days": tickets["sla_hours"] / 24,
        }, index=tickets.index)
