# ---
# task = "BreachModel"
# verdict = "wrong"
# fails = ["BELOW_FLOOR"]
# says = "Plan, severity and hours decide what breaches; the rest is noise."
# ---
# %% nbgrader={"grade_id": "BreachModel", "solution": true}
class BreachModel:
    """Risk that a ticket breaches its SLA if left alone, from what the service knows at its decision."""

    def fit(self, train: pd.DataFrame) -> "BreachModel":
        """Learn from rows of the warehouse: the columns of `served`, `breached`, and three columns of today."""
        words, numbers = ["plan", "severity"], ["open_hours", "sla_hours"]
        table = make_column_transformer(
            (OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), words), ("passthrough", numbers))
        trees = HistGradientBoostingClassifier(
            learning_rate=0.08, max_iter=80, max_leaf_nodes=8, l2_regularization=1.0, monotonic_cst=[0, 0, -1, 0],
            early_stopping=False, random_state=0)
        self.pipeline_ = make_pipeline(table, trees).fit(train, train["breached"])
        return self

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        """Risk from 0 to 1 of each row, by position."""
        return self.pipeline_.predict_proba(rows)[:, 1]
