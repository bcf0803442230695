# ---
# task = "shift"
# verdict = "wrong"
# fails = ["OUTSIDE_LOST", "EDGE_ABOVE", "TIES", "ALL_ALIKE", "WRONG_SOMEWHERE"]
# says = "np.histogram on edges from the least to the largest value of the reference."
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
        ends = np.concatenate([[known.min()], edges, [known.max()]]) if len(known) else np.array([0.0, 1.0])
        return np.append(np.histogram(values.dropna(), ends)[0], values.isna().sum())

    counts = np.array([counted(reference), counted(current)])
    counts = counts[:, counts.sum(axis=0) > 0] + 0.5
    before, after = counts / counts.sum(axis=1, keepdims=True)
    psi = ((after - before) * np.log(after / before)).sum()
    degrees = len(before) - 1
    return float(psi), float(chi2.sf(psi / (1 / n + 1 / m), degrees)) if degrees else 1.0
