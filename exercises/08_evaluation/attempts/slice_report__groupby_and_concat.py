# ---
# task = "slice_report"
# verdict = "right"
# fails = []
# says = "groupby with dropna=False, a loop for the step-up rule."
# ---
# %% nbgrader={"grade_id": "slice-report", "solution": true}
def slice_report(table, columns, min_accounts=20, fdr=0.1):
    from statistics import NormalDist
    reports = []
    for column in columns:
        work = pd.DataFrame({"value": table[column].astype(object).to_numpy(), "account": table["account_id"].to_numpy(),
                             "y": table["y"].to_numpy(), "p": table["p"].to_numpy()})
        work["r"] = work["y"] - work["p"]
        work["value"] = work["value"].where(work["value"].notna(), "missing")
        per_account = work.groupby(["value", "account"])["r"].sum().reset_index()
        report = work.groupby("value").agg(tickets=("y", "size"), accounts=("account", "nunique"),
                                           observed=("y", "mean"), predicted=("p", "mean"))
        z = per_account.groupby("value")["r"].agg(lambda r: r.sum() / np.sqrt((r**2).sum()))
        report["p_value"] = z.map(lambda value: 2 * NormalDist().cdf(-abs(value)))
        report.loc[report["accounts"] < min_accounts, "p_value"] = np.nan
        reports.append(report.reset_index().assign(column=column))
    report = pd.concat(reports, ignore_index=True)
    report["flagged"] = False
    order = report["p_value"].dropna().sort_values().index
    for k in range(len(order), 0, -1):
        if report.loc[order[k - 1], "p_value"] <= k / len(order) * fdr:
            report.loc[order[:k], "flagged"] = True
            break
    return report
