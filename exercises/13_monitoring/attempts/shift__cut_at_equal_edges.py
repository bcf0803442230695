# ---
# task = "shift"
# verdict = "wrong"
# fails = ["TIES", "DEGREES", "ALL_ALIKE", "WRONG_SOMEWHERE"]
# says = "pd.cut with all quantiles as edges, also equal ones."
# ---
# %% nbgrader={"grade_id": "shift", "solution": true}
def shift(reference, current, bins=10):
    from scipy import stats
    if min(len(reference), len(current)) == 0:
        return (np.nan, np.nan)
    quantiles = reference.quantile([k / bins for k in range(1, bins)]).dropna() if bins > 1 else []
    edges = [-np.inf, *quantiles, np.inf]
    tables = [pd.cut(side, edges).astype(object).where(side.notna(), "missing").value_counts()
              for side in (reference, current)]
    counts = pd.concat(tables, axis=1, keys=["before", "after"]).fillna(0)
    shares = (counts + 0.5) / (counts.sum() + 0.5 * len(counts))
    psi = float((shares["after"] - shares["before"]) @ np.log(shares["after"] / shares["before"]))
    scale = len(reference) * len(current) / (len(reference) + len(current))
    return (psi, 1.0 if len(counts) == 1 else float(stats.chi2(len(counts) - 1).sf(psi * scale)))
