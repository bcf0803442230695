# ---
# task = "BreachModel"
# verdict = "wrong"
# fails = ["DEPENDS_ON_OTHERS"]
# says = "How busy the day is: the tickets of the day in this table."
# ---
# %% nbgrader={"grade_id": "BreachModel", "solution": true}
class BreachModel:
    """Risk that a ticket breaches its SLA if left alone, from what the service knows at its decision."""

    def fit(self, train: pd.DataFrame) -> "BreachModel":
        """Learn from rows of the warehouse: the columns of `served`, `breached`, and three columns of today."""
        self.words = ["plan", "severity", "area", "channel", "team", "region", "deployment"]
        self.numbers = ["open_hours", "sla_hours", "team_open", "team_wait_h", "body_chars", "attach_kb", "messages_1h",
                        "tenure_days", "acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d", "same"]
        table = make_column_transformer(
            (OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), self.words), ("passthrough", self.numbers),
            verbose_feature_names_out=False).set_output(transform="pandas")
        trees = HistGradientBoostingClassifier(**SMALL_TREES, monotonic_cst={"open_hours": -1})
        self.pipeline_ = make_pipeline(table, trees).fit(self._features(train), train["breached"])
        return self

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        """Risk from 0 to 1 of each row, by position."""
        return self.pipeline_.predict_proba(self._features(rows))[:, 1]

    def _features(self, rows):
        return rows.assign(same=rows.groupby(rows["decide_at"].dt.floor("D"))["ticket_id"].transform("size"))
