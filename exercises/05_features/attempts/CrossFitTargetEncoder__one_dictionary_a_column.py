# ---
# task = "CrossFitTargetEncoder"
# verdict = "right"
# fails = []
# says = "Sums and counts in plain dictionaries, fold by fold."
# ---
# %% nbgrader={"grade_id": "CrossFitTargetEncoder", "solution": true}
class CrossFitTargetEncoder(BaseEstimator, TransformerMixin):
    def __init__(self, cv=5, strength=10.0):
        self.cv = cv
        self.strength = strength

    def fit(self, X, y):
        self.means_ = means_of(X, list(y), self.strength)
        return self

    def transform(self, X):
        return looked_up(X, self.means_)

    def fit_transform(self, X, y):
        labels = list(y)
        result = pd.DataFrame(0.0, index=X.index, columns=X.columns)
        for train, test in check_cv(self.cv).split(X, labels):
            means = means_of(X.iloc[train], [labels[i] for i in train], self.strength)
            result.iloc[test] = looked_up(X.iloc[test], means).to_numpy()
        self.fit(X, y)
        return result


def means_of(X, labels, strength):
    prior = sum(labels) / len(labels)
    means = {"prior": prior, "columns": []}
    for column in X.columns:
        sums, counts = {}, {}
        for value, label in zip(X[column], labels, strict=True):
            if pd.notna(value):
                sums[value] = sums.get(value, 0) + label
                counts[value] = counts.get(value, 0) + 1
        means["columns"].append({value: (sums[value] + strength * prior) / (counts[value] + strength)
                                 for value in sums})
    return means


def looked_up(X, means):
    columns = [[table.get(value, means["prior"]) if pd.notna(value) else means["prior"] for value in X[column]]
               for column, table in zip(X.columns, means["columns"], strict=True)]
    return pd.DataFrame(np.array(columns, dtype=float).T.reshape(len(X), len(X.columns)), X.index, X.columns)
