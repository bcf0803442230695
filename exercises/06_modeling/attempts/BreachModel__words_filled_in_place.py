# ---
# task = "BreachModel"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "A new word becomes the commonest of the training rows, by rows.loc."
# ---
# %% nbgrader={"grade_id": "BreachModel", "solution": true}
class BreachModel:
    """Risk that a ticket breaches its SLA if left alone, from what the service knows at its decision."""

    def fit(self, train: pd.DataFrame) -> "BreachModel":
        """Learn from rows of the warehouse: the columns of `served`, `breached`, and three columns of today."""
        self.words = ["plan", "severity", "area", "channel", "team", "region", "deployment"]
        self.numbers = ["open_hours", "sla_hours", "team_open", "team_wait_h", "body_chars", "attach_kb", "messages_1h",
                        "tenure_days", "acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d"]
        self.known = {name: set(train[name]) for name in self.words}
        self.commonest = {name: train[name].mode()[0] for name in self.words}
        table = make_column_transformer(
            (OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), self.words), ("passthrough", self.numbers),
            verbose_feature_names_out=False).set_output(transform="pandas")
        trees = HistGradientBoostingClassifier(**SMALL_TREES, monotonic_cst={"open_hours": -1})
        self.pipeline_ = make_pipeline(table, trees).fit(train, train["breached"])
        return self

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        """Risk from 0 to 1 of each row, by position."""
        for name in self.words:
            rows.loc[~rows[name].isin(self.known[name]), name] = self.commonest[name]
        return self.pipeline_.predict_proba(rows)[:, 1]
