# ---
# task = "slice_report"
# verdict = "wrong"
# fails = ["FLAGS_MIXED_UP", "SMALL_ONES_COUNTED", "TOO_STRICT", "FDR_IGNORED", "NO_SLICE"]
# says = "As many flags as there should be, given to the largest p-values."
# ---
# %% nbgrader={"grade_id": "slice-report", "solution": true}
def slice_report(table: pd.DataFrame, columns: list[str], min_accounts: int = 20, fdr: float = 0.1) -> pd.DataFrame:
    import math
    rows = []
    for column in columns:
        values = table[column].astype(object).fillna("missing").to_numpy()
        for value in dict.fromkeys(values):
            part = table[values == value]
            sums = (part["y"] - part["p"]).groupby(part["account_id"].to_numpy()).sum()
            tested = len(sums) >= min_accounts
            z = sums.sum() / math.sqrt((sums**2).sum()) if tested else 0.0
            rows.append((column, value, len(part), len(sums), part["y"].mean(), part["p"].mean(),
                         math.erfc(abs(z) / math.sqrt(2)) if tested else np.nan))
    report = pd.DataFrame(rows, columns=["column", "value", "tickets", "accounts", "observed", "predicted", "p_value"])
    ranked = np.sort(report["p_value"].dropna().to_numpy())
    below = np.flatnonzero(ranked <= np.arange(1, len(ranked) + 1) / max(len(ranked), 1) * fdr)
    count = below[-1] + 1 if len(below) else 0
    first = report["p_value"].dropna().sort_values(ascending=False).index[:count]
    return report.assign(flagged=report.index.isin(first))
