# ---
# task = "CrossFitTargetEncoder"
# verdict = "wrong"
# fails = ["TARGET_TRUNCATED", "WRONG_SOMEWHERE"]
# says = "A target is 0 or 1: y is made of whole numbers."
# ---
# %% nbgrader={"grade_id": "CrossFitTargetEncoder", "solution": true}
class CrossFitTargetEncoder(TransformerMixin, BaseEstimator):

    def __init__(self, cv=5, strength=10.0):
        self.cv = cv
        self.strength = strength

    def fit(self, X, y):
        self.prior_, self.tables_ = self._learned(X, np.asarray(y, dtype=int))
        return self

    def transform(self, X):
        return self._encoded(X, self.prior_, self.tables_)

    def fit_transform(self, X, y):
        target = np.asarray(y, dtype=int)
        parts = [self._encoded(X.iloc[own], *self._learned(X.iloc[others], target[others]))
                 for others, own in check_cv(self.cv).split(X)]
        self.fit(X, y)
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
