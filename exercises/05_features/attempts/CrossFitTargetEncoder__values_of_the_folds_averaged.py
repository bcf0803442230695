# ---
# task = "CrossFitTargetEncoder"
# verdict = "wrong"
# fails = ["PARTIAL_TABLE"]
# says = "After fit_transform each fold's encoder encodes the new rows, and the mean is taken."
# ---
# %% nbgrader={"grade_id": "CrossFitTargetEncoder", "solution": true}
class CrossFitTargetEncoder(TransformerMixin, BaseEstimator):

    def __init__(self, cv=5, strength=10.0):
        self.cv = cv
        self.strength = strength

    def fit(self, X, y):
        self.learned_ = [self._learned(X, np.asarray(y, dtype=float))]
        return self

    def transform(self, X):
        return sum(self._encoded(X, *learned) for learned in self.learned_) / len(self.learned_)

    def fit_transform(self, X, y):
        target = np.asarray(y, dtype=float)
        parts, self.learned_ = [], []
        for others, own in check_cv(self.cv).split(X):
            self.learned_.append(self._learned(X.iloc[others], target[others]))
            parts.append(self._encoded(X.iloc[own], *self.learned_[-1]))
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
