# ---
# task = "DeskFeatures"
# verdict = "wrong"
# fails = ["FORMULA"]
# says = "Nobody finishes a ticket in 0 hours: such rows are gaps."
# ---
# %% nbgrader={"grade_id": "DeskFeatures", "solution": true}
class DeskFeatures:

    columns = ["account_rate", "account_log_known", "account_hours", "log_seats", "sla_days"]

    def __init__(self, rate=0.2, strength=5.0):
        self.rate = rate
        self.strength = strength

    def store(self, history, as_of):
        known = history[history["known_at"] <= as_of]
        return {account: [len(rows), int(rows["breached"].sum()), float(rows.loc[rows["hours"] > 0, "hours"].mean() * len(rows))]
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
        store = self.store(history, as_of)
        rows = [self.one({name: None if pd.isna(value) else value for name, value in ticket.items()}, store)
                for ticket in tickets.to_dict("records")]
        return pd.DataFrame(rows, index=tickets.index, columns=self.columns, dtype=float)
