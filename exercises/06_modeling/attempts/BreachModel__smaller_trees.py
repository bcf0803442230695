# ---
# task = "BreachModel"
# verdict = "right"
# fails = []
# says = "Shallower trees in more steps, words as one-hot columns."
# ---
# %% nbgrader={"grade_id": "BreachModel", "solution": true}
class BreachModel:
    NUMBERS = ["open_hours", "sla_hours", "team_open", "team_wait_h", "acct_tickets", "acct_breaches",
               "acct_tickets_28d", "acct_breaches_28d", "messages_1h", "attach_kb", "body_chars", "tenure_days"]
    WORDS = ["plan", "severity", "area", "team", "channel", "deployment"]

    def fit(self, train):
        self.encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False).fit(train[self.WORDS])
        X = self._matrix(train)
        signs = np.zeros(X.shape[1], dtype=int)
        signs[0] = -1
        self.trees = HistGradientBoostingClassifier(max_depth=3, max_iter=120, learning_rate=0.06, monotonic_cst=signs,
                                                    min_samples_leaf=30, early_stopping=False, random_state=1)
        self.trees.fit(X, train["breached"].to_numpy())
        return self

    def _matrix(self, rows):
        return np.hstack([rows[self.NUMBERS].to_numpy(dtype=float), self.encoder.transform(rows[self.WORDS])])

    def predict(self, rows):
        return self.trees.predict_proba(self._matrix(rows))[:, 1]
