# ---
# task = "DeskFeatures"
# verdict = "wrong"
# fails = ["LEAKS_AFTER_AS_OF"]
# says = "The store has every row and the night; one looks at those of the past."
# ---
# %% nbgrader={"grade_id": "DeskFeatures", "solution": true}
class DeskFeatures:

    columns = ["account_rate", "account_log_known", "account_hours", "log_seats", "sla_days"]

    def __init__(self, rate: float = 0.2, strength: float = 5.0) -> None:
        self.rate = rate
        self.strength = strength

    def store(self, history: pd.DataFrame, as_of: pd.Timestamp) -> dict:
        rows = {account: [[moment.timestamp(), int(breached), float(hours)] for moment, breached, hours
                          in zip(rows["known_at"], rows["breached"], rows["hours"], strict=True)]
                for account, rows in history.groupby("account_id")}
        return {"as_of": as_of.timestamp(), "rows": rows}

    def one(self, ticket: dict, store: dict) -> dict[str, float]:
        rows = [row for row in store["rows"].get(ticket.get("account_id"), []) if row[0] <= store["as_of"]]
        known, breached, hours = len(rows), sum(row[1] for row in rows), sum(row[2] for row in rows)
        seats = ticket.get("seats")
        return {
            "account_rate": (breached + self.rate * self.strength) / (known + self.strength),
            "account_log_known": float(np.log1p(known)),
            "account_hours": hours / known if known else 0.0,
            "log_seats": 0.0 if seats is None else float(np.log1p(seats)),
            "sla_days": ticket["sla_hours"] / 24,
        }

    def batch(self, tickets: pd.DataFrame, history: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
        store = self.store(history, as_of)
        rows = [self.one({name: None if pd.isna(value) else value for name, value in ticket.items()}, store)
                for ticket in tickets.to_dict("records")]
        return pd.DataFrame(rows, index=tickets.index, columns=self.columns, dtype=float)
