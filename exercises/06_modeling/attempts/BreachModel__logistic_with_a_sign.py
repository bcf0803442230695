# ---
# task = "BreachModel"
# verdict = "right"
# fails = []
# says = "Logistic regression of all columns; its slope in open_hours is checked, and dropped if positive."
# ---
# %% nbgrader={"grade_id": "BreachModel", "solution": true}
class BreachModel:
    def fit(self, train):
        words = ["plan", "severity", "area", "channel", "team", "region", "deployment"]
        numbers = ["sla_hours", "open_hours", "team_open", "team_wait_h", "body_chars", "attach_kb", "messages_1h",
                   "tenure_days", "acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d"]
        logs = make_pipeline(FunctionTransformer(np.log1p), StandardScaler())
        while True:
            table = make_column_transformer((OneHotEncoder(handle_unknown="ignore"), words), (logs, numbers))
            self.model = make_pipeline(table, LogisticRegression(C=0.3, max_iter=1000)).fit(train, train["breached"])
            slopes = dict(zip(reversed(numbers), reversed(self.model[-1].coef_[0])))
            if slopes.get("open_hours", 0) <= 0:
                return self
            numbers = [name for name in numbers if name != "open_hours"]

    def predict(self, rows):
        return pd.Series(self.model.predict_proba(rows)[:, 1], index=rows.index)
