# ---
# task = "BreachModel"
# verdict = "wrong"
# fails = ["DEPENDS_ON_OTHERS", "FAILS_ON_THE_UNSEEN"]
# says = "get_dummies makes numbers of words."
# source = "pd.get_dummies on each table, as in most introductions to pandas"
# ---
# %% nbgrader={"grade_id": "BreachModel", "solution": true}
class BreachModel:
    """Risk that a ticket breaches its SLA if left alone, from what the service knows at its decision."""

    def table(self, rows):
        words = ["plan", "severity", "area", "channel", "team", "region", "deployment"]
        numbers = ["open_hours", "sla_hours", "team_open", "team_wait_h", "body_chars", "attach_kb", "messages_1h",
                   "tenure_days", "acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d"]
        return pd.get_dummies(rows[numbers + words], columns=words)

    def fit(self, train: pd.DataFrame) -> "BreachModel":
        """Learn from rows of the warehouse: the columns of `served`, `breached`, and three columns of today."""
        self.trees = HistGradientBoostingClassifier(**SMALL_TREES, monotonic_cst={"open_hours": -1})
        self.trees.fit(self.table(train), train["breached"])
        return self

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        """Risk from 0 to 1 of each row, by position."""
        return self.trees.predict_proba(self.table(rows))[:, 1]
