# ---
# task = "shift"
# verdict = "wrong"
# fails = ["BINS_OF_TODAY", "OTHER_INDEX", "OUTSIDE_LOST", "GAPS_LOST", "EQUAL_WIDTH", "TIES", "SIZE_IGNORED", "DEGREES", "ALL_ALIKE", "WRONG_SOMEWHERE"]
# says = "The quantiles are those of the current values."
# ---
# %% nbgrader={"grade_id": "shift", "solution": true}
def shift(reference: pd.Series, current: pd.Series, bins: int = 10) -> tuple[float, float]:
    from scipy.stats import chi2
    n, m = len(reference), len(current)
    if n == 0 or m == 0:
        return float("nan"), float("nan")
    known = current.dropna().to_numpy(float)
    edges = np.unique(np.quantile(known, np.arange(1, bins) / bins)) if len(known) else known

    def counted(values: pd.Series) -> np.ndarray:
        place = np.where(values.isna(), len(edges) + 1, np.searchsorted(edges, values.to_numpy(float)))
        return np.bincount(place, minlength=len(edges) + 2)

    counts = np.array([counted(reference), counted(current)])
    counts = counts[:, counts.sum(axis=0) > 0] + 0.5
    before, after = counts / counts.sum(axis=1, keepdims=True)
    psi = ((after - before) * np.log(after / before)).sum()
    degrees = len(before) - 1
    return float(psi), float(chi2.sf(psi / (1 / n + 1 / m), degrees)) if degrees else 1.0
