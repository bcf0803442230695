# ---
# task = "DeskFeatures"
# verdict = "wrong"
# fails = ["ROUNDED", "WRONG_SOMEWHERE"]
# says = "The store keeps hours to two digits: that is exact enough."
# ---
# %% nbgrader={"grade_id": "DeskFeatures", "solution": true}
class DeskFeatures:
    """The features of a ticket: one definition for the training table and for the service.

    rate, strength: of the prior; strength > 0. history: ticket_id (unique), account_id (may be missing), known_at,
    breached (0 or 1), hours (>= 0, never missing), in any order. as_of: an instant.
    """

    columns = ["account_rate", "account_log_known", "account_hours", "log_seats", "sla_days"]

    def __init__(self, rate: float = 0.2, strength: float = 5.0) -> None:
        self.rate = rate
        self.strength = strength

    def store(self, history: pd.DataFrame, as_of: pd.Timestamp) -> dict:
        """What is known of each account at as_of; JSON."""
        known = history[history["known_at"] <= as_of]
        return {account: [len(rows), int(rows["breached"].sum()), round(float(rows["hours"].sum()), 2)]
                for account, rows in known.groupby("account_id")}

    def one(self, ticket: dict, store: dict) -> dict[str, float]:
        """The features of one ticket, a dictionary of JSON values, as the service gets it."""
        known, breached, hours = store.get(ticket.get("account_id"), [0, 0, 0.0])
        seats = ticket.get("seats")
        return {
            "account_rate": (breached + self.rate * self.strength) / (known + self.strength),
            "account_log_known": float(np.log1p(known)),
            "account_hours": hours / known if known else 0.0,
            "log_seats": 0.0 if seats is None else float(np.log1p(seats)),
            "sla_days": ticket["sla_hours"] / 24,
        }

    def batch(self, tickets: pd.DataFrame, history: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
        """The features of many tickets; each row is what `one` gives."""
        store = self.store(history, as_of)
        rows = [self.one({name: None if pd.isna(value) else value for name, value in ticket.items()}, store)
                for ticket in tickets.to_dict("records")]
        return pd.DataFrame(rows, index=tickets.index, columns=self.columns, dtype=float)
