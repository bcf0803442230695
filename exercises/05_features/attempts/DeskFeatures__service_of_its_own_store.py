# ---
# task = "DeskFeatures"
# verdict = "right"
# fails = []
# says = "The store is computed once and each row asked by apply."
# ---
# %% nbgrader={"grade_id": "DeskFeatures", "solution": true}
import math


class DeskFeatures:
    columns = ["account_rate", "account_log_known", "account_hours", "log_seats", "sla_days"]

    def __init__(self, rate=0.2, strength=5.0):
        self.prior = rate * strength
        self.strength = strength

    def store(self, history, as_of):
        accounts = {}
        for _, row in history[history["known_at"] <= as_of].dropna(subset=["account_id"]).iterrows():
            entry = accounts.setdefault(row["account_id"], {"n": 0, "breached": 0, "hours": 0.0})
            entry["n"] += 1
            entry["breached"] += int(row["breached"])
            entry["hours"] += float(row["hours"])
        return accounts

    def one(self, ticket, store):
        nothing = {"n": 0, "breached": 0, "hours": 0.0}
        account, seats = ticket.get("account_id"), ticket.get("seats")
        entry = store.get(account, nothing) if isinstance(account, str) else nothing
        values = [
            (entry["breached"] + self.prior) / (entry["n"] + self.strength),
            math.log(1 + entry["n"]),
            entry["hours"] / entry["n"] if entry["n"] else 0.0,
            0.0 if seats is None or math.isnan(seats) else math.log1p(seats),
            ticket["sla_hours"] / 24,
        ]
        return dict(zip(self.columns, values, strict=True))

    def batch(self, tickets, history, as_of):
        store = self.store(history, as_of)
        rows = tickets.apply(lambda ticket: pd.Series(self.one(ticket.to_dict(), store)), axis=1)
        return rows[self.columns]
