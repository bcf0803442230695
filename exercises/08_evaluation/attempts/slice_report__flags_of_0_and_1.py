# ---
# task = "slice_report"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "FIGURES", "MISSING_DROPPED", "VALUES_MIXED", "ROWS_INDEPENDENT", "ACCOUNTS_ALIKE", "MISS_TAKEN_OFF", "ONE_DIRECTION", "WRONG_P", "SMALL_SLICES", "FLAGS_MIXED_UP", "SMALL_ONES_COUNTED", "NO_CORRECTION", "COLUMN_BY_COLUMN", "TOO_STRICT", "FDR_IGNORED", "NO_SLICE", "INPUT_CHANGED", "WHOLE_ACCOUNTS", "WRONG_SOMEWHERE"]
# says = "flagged as 0 and 1."
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
    passed = ranked[ranked <= np.arange(1, len(ranked) + 1) / max(len(ranked), 1) * fdr]
    return report.assign(flagged=(report["p_value"] <= (passed.max() if len(passed) else -1.0)).astype(int))
