# ---
# task = "Cleaner"
# verdict = "wrong"
# fails = ["UNSEEN_LABEL"]
# says = "Blanks do not count, however many and wherever."
# ---
# %% nbgrader={"grade_id": "Cleaner", "solution": true}
class Cleaner(TransformerMixin, BaseEstimator):
    """Unbelievable numbers become gaps, gaps become the training median and an indicator, labels lose their spelling.

    ranges: (lowest, highest) believable value of each numeric column, by name. categories: names of text columns.
    """

    def __init__(self, ranges, categories):
        self.ranges = ranges
        self.categories = categories

    def fit(self, X, y=None):
        """Learn medians and labels from these rows; returns self."""
        self.medians_ = {}
        for name in self.ranges:
            median = self._believable(X, name).median()
            self.medians_[name] = 0.0 if np.isnan(median) else median
        self.labels_ = {name: set(self._spelled(X, name).dropna()) for name in self.categories}
        return self

    def transform(self, X):
        """The clean table of these rows: NAME and NAME_missing of each numeric column, then the categories."""
        table = {}
        for name in self.ranges:
            known = self._believable(X, name)
            table[name] = known.fillna(self.medians_[name])
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
        return X[name].astype("str").str.split().str.join(" ").str.lower()
