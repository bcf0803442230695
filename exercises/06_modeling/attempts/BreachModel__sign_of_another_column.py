# ---
# task = "BreachModel"
# verdict = "wrong"
# fails = ["PROMISE_BROKEN"]
# says = "The slope is looked up by its place in the list of numbers; the columns of words stand before it."
# ---
# %% nbgrader={"grade_id": "BreachModel", "solution": true}
class BreachModel:
    def fit(self, train):
        words = ["plan", "severity", "area", "channel", "team", "region", "deployment"]
        numbers = ["sla_hours", "open_hours", "team_open", "team_wait_h", "body_chars", "attach_kb", "messages_1h",
                   "tenure_days", "acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d"]
        logs = make_pipeline(FunctionTransformer(np.log1p), StandardScaler())
        place = numbers.index("open_hours")
        for kept in (numbers, numbers[:place] + numbers[place + 1:]):
            table = make_column_transformer((OneHotEncoder(handle_unknown="ignore"), words), (logs, kept))
            self.model = make_pipeline(table, LogisticRegression(C=0.3, max_iter=1000)).fit(train, train["breached"])
            if self.model[-1].coef_[0][place] <= 0:
                break
        return self

    def predict(self, rows):
        return pd.Series(self.model.predict_proba(rows)[:, 1], index=rows.index)
