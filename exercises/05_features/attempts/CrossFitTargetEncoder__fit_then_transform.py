# ---
# task = "CrossFitTargetEncoder"
# verdict = "wrong"
# fails = ["OWN_ROW", "OWN_FOLD", "PRIOR_FROM_ALL", "WRONG_SOMEWHERE"]
# says = "fit_transform is fit and then transform: TransformerMixin has it already."
# source = "TransformerMixin.fit_transform; category_encoders.TargetEncoder and most notebooks that map groupby means onto the training rows"
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
