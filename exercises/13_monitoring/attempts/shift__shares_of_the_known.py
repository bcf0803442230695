# ---
# task = "shift"
# verdict = "wrong"
# fails = ["GAPS_LOST", "ALL_ALIKE", "WRONG_SOMEWHERE"]
# says = "Missing values are a bin, and its share is of the known values."
# ---
# %% nbgrader={"grade_id": "shift", "solution": true}
def shift(reference: pd.Series, current: pd.Series, bins: int = 10) -> tuple[float, float]:
    from scipy.stats import chi2
    n, m = len(reference), len(current)
    if n == 0 or m == 0:
        return float("nan"), float("nan")
    known = reference.dropna().to_numpy(float)
    edges = np.unique(np.quantile(known, np.arange(1, bins) / bins)) if len(known) else known

    def counted(values: pd.Series) -> np.ndarray:
        place = np.where(values.isna(), len(edges) + 1, np.searchsorted(edges, values.to_numpy(float)))
        return np.bincount(place, minlength=len(edges) + 2)

    counts = np.array([counted(reference), counted(current)])
    counts = counts[:, counts.sum(axis=0) > 0] + 0.5
    before, after = counts / (np.array([[reference.count()], [current.count()]]) + 0.5 * counts.shape[1])
    psi = ((after - before) * np.log(after / before)).sum()
    degrees = len(before) - 1
    return float(psi), float(chi2.sf(psi / (1 / n + 1 / m), degrees)) if degrees else 1.0
