# ---
# task = "BreachModel"
# verdict = "wrong"
# fails = ["NO_RISKS", "ABOVE_CEILING", "READS_LATE_COLUMNS", "DEPENDS_ON_OTHERS", "PROMISE_BROKEN", "FAILS_ON_THE_UNSEEN", "BELOW_FLOOR", "INPUT_CHANGED"]
# says = "Sorted by time first, as one does; the risks stay in that order."
# ---
# %% nbgrader={"grade_id": "BreachModel", "solution": true}
class BreachModel:
    """Risk that a ticket breaches its SLA if left alone, from what the service knows at its decision."""

    def fit(self, train: pd.DataFrame) -> "BreachModel":
        """Learn from rows of the warehouse: the columns of `served`, `breached`, and three columns of today."""
        words = ["plan", "severity", "area", "channel", "team", "region", "deployment"]
        numbers = ["open_hours", "sla_hours", "team_open", "team_wait_h", "body_chars", "attach_kb", "messages_1h",
                   "tenure_days", "acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d"]
        table = make_column_transformer(
            (OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), words), ("passthrough", numbers))
        monotone = [0] * len(words) + [-1] + [0] * (len(numbers) - 1)
        trees = HistGradientBoostingClassifier(
            learning_rate=0.08, max_iter=80, max_leaf_nodes=8, l2_regularization=1.0, monotonic_cst=monotone,
            early_stopping=False, random_state=0)
        self.pipeline_ = make_pipeline(table, trees).fit(train, train["breached"])
        return self

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        """Risk from 0 to 1 of each row, by position."""
        return self.pipeline_.predict_proba(rows.sort_values("created_at"))[:, 1]
