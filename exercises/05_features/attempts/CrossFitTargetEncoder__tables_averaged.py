# ---
# task = "CrossFitTargetEncoder"
# verdict = "wrong"
# fails = ["PARTIAL_TABLE"]
# says = "After fit_transform new rows get the mean of the folds' tables."
# source = "An ensemble of fold encoders, as notebooks of competitions keep it"
# ---
# %% nbgrader={"grade_id": "CrossFitTargetEncoder", "solution": true}
class CrossFitTargetEncoder(TransformerMixin, BaseEstimator):

    def __init__(self, cv=5, strength=10.0):
        self.cv = cv
        self.strength = strength

    def fit(self, X, y):
        self.prior_, self.tables_ = self._learned(X, np.asarray(y, dtype=float))
        return self

    def transform(self, X):
        return self._encoded(X, self.prior_, self.tables_)

    def fit_transform(self, X, y):
        target = np.asarray(y, dtype=float)
        parts, learned = [], []
        for others, own in check_cv(self.cv).split(X):
            learned.append(self._learned(X.iloc[others], target[others]))
            parts.append(self._encoded(X.iloc[own], *learned[-1]))
        self.prior_ = np.mean([prior for prior, _ in learned])
        self.tables_ = {column: pd.concat([tables[column] for _, tables in learned], axis=1).mean(axis=1)
                        for column in X.columns}
        return pd.concat(parts).loc[X.index]

    def _learned(self, X, target):
        prior = target.mean()
        tables = {}
        for column in X.columns:
            groups = pd.Series(target).groupby(X[column].to_numpy())
            tables[column] = (groups.sum() + self.strength * prior) / (groups.size() + self.strength)
        return prior, tables

    def _encoded(self, X, prior, tables):
        return pd.DataFrame({column: X[column].map(tables[column]).astype(float).fillna(prior)
                             for column in X.columns}, index=X.index)
