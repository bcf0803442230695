# ---
# task = "CrossFitTargetEncoder"
# verdict = "wrong"
# fails = ["OWN_FOLD", "PRIOR_FROM_ALL", "WRONG_SOMEWHERE"]
# says = "Leaving the own row out is enough: no row sees its own label."
# source = "category_encoders.LeaveOneOutEncoder, after a talk by Owen Zhang (2015)"
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
        self.fit(X, y)
        target = pd.Series(np.asarray(y, dtype=float), index=X.index)
        encoded = {}
        for column in X.columns:
            groups = target.groupby(X[column])
            others = groups.transform("sum") - target
            smooth = (others + self.strength * self.prior_) / (groups.transform("size") - 1 + self.strength)
            encoded[column] = smooth.fillna(self.prior_)
        return pd.DataFrame(encoded)

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
