# ---
# task = "BreachModel"
# verdict = "wrong"
# fails = ["PROMISE_BROKEN"]
# says = "If hours and breaches rise together, the column is left out: a look at the data."
# ---
# %% nbgrader={"grade_id": "BreachModel", "solution": true}
class BreachModel:
    def fit(self, train):
        words = ["plan", "severity", "area", "channel", "team", "region", "deployment"]
        numbers = ["sla_hours", "open_hours", "team_open", "team_wait_h", "body_chars", "attach_kb", "messages_1h",
                   "tenure_days", "acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d"]
        if np.corrcoef(train["open_hours"], train["breached"])[0, 1] > 0:
            numbers.remove("open_hours")
        table = make_column_transformer(
            (OneHotEncoder(handle_unknown="ignore"), words),
            (make_pipeline(FunctionTransformer(np.log1p), StandardScaler()), numbers))
        self.model = make_pipeline(table, LogisticRegression(C=0.3, max_iter=2000)).fit(train, train["breached"])
        return self

    def predict(self, rows):
        return self.model.predict_proba(rows)[:, 1]
