# ---
# task = "Cleaner"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "LABEL_NEEDED", "ROWS_DROPPED", "MEAN_FILLED", "LEARNS_FROM_SERVED", "CODES_LEARNED", "RARE_LABEL", "FILLED_BY_GROUP", "COMPLETE_ROWS", "CODES_SERVED", "INDICATOR", "INDICATOR_COMES_AND_GOES", "BOUNDS", "UNSEEN_LABEL", "SPELLING", "MISSING_LABEL", "NOTHING_LEARNED", "COLUMNS_SHARE", "CONTRACT", "INDEX_LOST", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "The label is no feature: it goes."
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
        X = X.drop(columns="breached")
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
        return X[name].astype("str").str.strip().str.lower()
