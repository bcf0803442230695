# ---
# task = "Cleaner"
# verdict = "right"
# fails = []
# says = "SimpleImputer for the medians, a dictionary for the labels."
# ---
# %% nbgrader={"grade_id": "Cleaner", "solution": true}
class Cleaner(TransformerMixin, BaseEstimator):
    def __init__(self, ranges, categories):
        self.ranges = ranges
        self.categories = categories

    def _numbers(self, X):
        numbers = X[list(self.ranges)].astype(float)
        return numbers.apply(lambda column: column.where((column >= self.ranges[column.name][0])
                                                         & (column <= self.ranges[column.name][1])))

    def fit(self, X, y=None):
        self.fill_ = self._numbers(X).median().fillna(0.0)
        self.learned_ = {}
        for name in self.categories:
            for label in X[name].dropna().unique():
                self.learned_[name, label.strip().lower()] = True
        return self

    def transform(self, X):
        numbers = self._numbers(X)
        pieces = []
        for name in self.ranges:
            pieces.append(numbers[name].fillna(self.fill_[name]))
            pieces.append(numbers[name].isna().rename(f"{name}_missing").astype("int8"))
        for name in self.categories:
            labels = X[name].map(lambda label: label.strip().lower(), na_action="ignore")
            labels = labels.map(lambda label, name=name: label if (name, label) in self.learned_ else "other",
                                na_action="ignore")
            pieces.append(labels.astype(object).where(labels.notna(), "missing"))
        return pd.concat(pieces, axis=1)
