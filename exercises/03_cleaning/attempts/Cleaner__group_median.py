# ---
# task = "Cleaner"
# verdict = "wrong"
# fails = ["FILLED_BY_GROUP", "COMPLETE_ROWS", "WRONG_SOMEWHERE"]
# says = "Like accounts have like seats: the median of the plan."
# ---
# %% nbgrader={"grade_id": "Cleaner", "solution": true}
class Cleaner(TransformerMixin, BaseEstimator):
    """Unbelievable numbers become gaps, gaps become the training median and an indicator, labels lose their spelling.

    ranges: (lowest, highest) believable value of each numeric column, by name. categories: names of text columns.
    """

    def __init__(self, ranges: dict[str, tuple[float, float]], categories: list[str]):
        self.ranges = ranges
        self.categories = categories

    def fit(self, X: pd.DataFrame, y: object = None) -> "Cleaner":
        """Learn medians and labels from these rows; returns self."""
        self.medians_ = {}
        for name in self.ranges:
            known = self._believable(X, name)
            median = 0.0 if known.isna().all() else known.median()
            groups = known.groupby(self._spelled(X, self.categories[0])).median().dropna()
            self.medians_[name] = (median, groups)
        self.labels_ = {name: set(self._spelled(X, name).dropna()) for name in self.categories}
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        """The clean table of these rows: NAME and NAME_missing of each numeric column, then the categories."""
        table = {}
        for name in self.ranges:
            known = self._believable(X, name)
            median, groups = self.medians_[name]
            table[name] = known.fillna(self._spelled(X, self.categories[0]).map(groups)).fillna(median)
            table[f"{name}_missing"] = known.isna().astype(float)
        for name in self.categories:
            spelled = self._spelled(X, name)
            known = spelled.isin(self.labels_[name]) | spelled.isna()
            table[name] = spelled.where(known, "other").fillna("missing")
        return pd.DataFrame(table, index=X.index)

    def _believable(self, X, name):
        numbers = X[name].astype(float)
        return numbers.where(numbers.between(*self.ranges[name]))

    def _spelled(self, X, name):
        return X[name].astype("str").str.strip().str.lower()
