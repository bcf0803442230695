# ---
# task = "reconcile"
# verdict = "right"
# fails = []
# says = "One outer merge with an indicator says of each key where it is."
# ---
# %% nbgrader={"grade_id": "reconcile", "solution": true}
def reconcile(before, after, removed, key, amount):
    for table in (before, after, removed):
        bad = table[key].isna() | table[key].duplicated(keep=False)
        if bad.any():
            raise ValueError(f"no key or twice: {table.loc[bad, key].tolist()}")
    blank = removed["reason"].isna() | (removed["reason"].fillna("").str.strip() == "")
    if blank.any():
        raise ValueError(f"no reason: {removed.loc[blank, key].tolist()}")
    left = before[[key, amount]].rename(columns={amount: "old"}).assign(in_before=True)
    right = after[[key, amount]].rename(columns={amount: "new"}).assign(in_after=True)
    whole = left.merge(right, on=key, how="outer").merge(removed[[key, "reason"]], on=key, how="outer")
    there, stays, gone = whole["in_before"].notna(), whole["in_after"].notna(), whole["reason"].notna()
    wrong = ~there | (stays == gone)
    if wrong.any():
        raise ValueError(f"not accounted for: {whole.loc[wrong, key].tolist()}")
    change = whole[stays]
    lines = [("before", len(before), before[amount].count(), before[amount].sum())]
    for reason, rows in whole[gone].groupby("reason"):
        lines.append((f"removed: {reason}", -len(rows), -rows["old"].count(), -rows["old"].sum()))
    lines.append(("changed", 0, change["new"].count() - change["old"].count(), change["new"].sum() - change["old"].sum()))
    lines.append(("after", len(after), after[amount].count(), after[amount].sum()))
    return pd.DataFrame(lines, columns=["line", "rows", "known", "total"]).astype({"total": float})
