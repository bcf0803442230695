# ---
# task = "CrossFitTargetEncoder"
# verdict = "wrong"
# fails = ["CONTRACT"]
# says = "The parts are kept as a list of the encoder's own."
# ---
# %% nbgrader={"grade_id": "CrossFitTargetEncoder", "solution": true}
class CrossFitTargetEncoder(TransformerMixin, BaseEstimator):

    def __init__(self, cv: object = 5, strength: float = 10.0) -> None:
        self.cv = cv if isinstance(cv, int) else list(cv)
        self.strength = strength

    def fit(self, X: pd.DataFrame, y: pd.Series | np.ndarray) -> "CrossFitTargetEncoder":
        self.prior_, self.tables_ = self._learned(X, np.asarray(y, dtype=float))
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        return self._encoded(X, self.prior_, self.tables_)

    def fit_transform(self, X: pd.DataFrame, y: pd.Series | np.ndarray) -> pd.DataFrame:
        target = np.asarray(y, dtype=float)
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
