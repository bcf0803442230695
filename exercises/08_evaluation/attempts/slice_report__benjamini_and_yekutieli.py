# ---
# task = "slice_report"
# verdict = "wrong"
# fails = ["SMALL_ONES_COUNTED", "TOO_STRICT", "FDR_IGNORED"]
# says = "Benjamini and Yekutieli in the place of Benjamini and Hochberg."
# ---
# %% nbgrader={"grade_id": "slice-report", "solution": true}
def slice_report(table, columns, min_accounts=20, fdr=0.1):
    from scipy.stats import false_discovery_control, norm
    found = []
    for column in columns:
        names = table[column].astype("object").map(lambda value: "missing" if pd.isna(value) else value).to_numpy()
        for name in set(names):
            mask = names == name
            y, p = table["y"].to_numpy()[mask], table["p"].to_numpy()[mask]
            sums = pd.Series(y - p).groupby(table["account_id"].to_numpy()[mask]).sum()
            value = 2 * norm.sf(abs(sums.sum()) / np.sqrt((sums**2).sum())) if len(sums) >= min_accounts else None
            found.append({"flagged": False, "p_value": value, "column": column, "value": name, "tickets": mask.sum(),
                          "accounts": len(sums), "observed": y.mean(), "predicted": p.mean()})
    tested = [row for row in found if row["p_value"] is not None]
    if tested:
        for row, adjusted in zip(tested, false_discovery_control([row["p_value"] for row in tested], method="by")):
            row["flagged"] = bool(adjusted <= fdr)
    return pd.DataFrame(found)
