# ---
# task = "slice_report"
# verdict = "right"
# fails = []
# says = "One long table of columns and values, grouped by both."
# ---
# %% nbgrader={"grade_id": "slice-report", "solution": true}
def slice_report(table, columns, min_accounts=20, fdr=0.1):
    import math

    from scipy.stats import false_discovery_control

    plain = table.reset_index(drop=True)
    names = plain[columns].astype(object).fillna("missing")
    long = plain[["y", "p", "account_id"]].join(names).melt(["y", "p", "account_id"], columns, "column", "value")
    by = ["column", "value"]
    report = long.groupby(by).agg(tickets=("y", "size"), accounts=("account_id", "nunique"), observed=("y", "mean"),
                                  predicted=("p", "mean"))
    sums = (long["y"] - long["p"]).groupby([long["column"], long["value"], long["account_id"]]).sum()
    z = sums.groupby(by).sum() / np.sqrt((sums**2).groupby(by).sum())
    report["p_value"] = z.map(lambda one: math.erfc(abs(one) / math.sqrt(2))).where(report["accounts"] >= min_accounts)
    report["flagged"] = False
    tested = report["p_value"].notna()
    if tested.any():
        report.loc[tested, "flagged"] = false_discovery_control(report.loc[tested, "p_value"]) <= fdr
    return report.reset_index()
