# ---
# task = "Cleaner"
# verdict = "right"
# fails = []
# says = "No base class, no pandas methods for gaps: numpy and dictionaries."
# ---
# %% nbgrader={"grade_id": "Cleaner", "solution": true}
class Cleaner:
    def __init__(self, ranges, categories):
        self.ranges = ranges
        self.categories = categories

    def get_params(self, deep=True):
        return {"ranges": self.ranges, "categories": self.categories}

    def _gap(self, X, name):
        low, high = self.ranges[name]
        values = np.asarray(X[name], dtype=float)
        with np.errstate(invalid="ignore"):
            return values, ~((values >= low) & (values <= high))

    def fit(self, X, y=None):
        self.middle = {}
        self.known = {name: {label.strip().lower() for label in X[name] if isinstance(label, str)}
                      for name in self.categories}
        for name in self.ranges:
            values, gap = self._gap(X, name)
            self.middle[name] = np.median(values[~gap]) if (~gap).any() else 0.0
        return self

    def transform(self, X):
        columns = {}
        for name in self.ranges:
            values, gap = self._gap(X, name)
            columns[name] = np.where(gap, self.middle[name], values)
            columns[name + "_missing"] = gap.astype(int)
        for name in self.categories:
            columns[name] = ["missing" if not isinstance(label, str) else label.strip().lower()
                             if label.strip().lower() in self.known[name] else "other" for label in X[name]]
        return pd.DataFrame(columns, index=X.index)
