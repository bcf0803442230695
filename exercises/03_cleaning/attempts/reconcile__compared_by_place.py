# ---
# task = "reconcile"
# verdict = "wrong"
# fails = ["BY_POSITION"]
# says = "What is taken out stands at the end; the others keep their places."
# ---
# %% nbgrader={"grade_id": "reconcile", "solution": true}
def reconcile(before, after, removed, key, amount):
    for name, table in (("before", before), ("after", after), ("removed", removed)):
        if table[key].isna().any():
            raise ValueError(f"{name}: rows without {key}")
        twice = table[key][table[key].duplicated()]
        if len(twice):
            raise ValueError(f"{twice.iloc[0]} stands twice in {name}")
    for label, reason in zip(removed[key], removed["reason"]):
        if not isinstance(reason, str) or not reason.strip():
            raise ValueError(f"{label} has no reason")
    old, new, gone = set(before[key]), set(after[key]), set(removed[key])
    wrong = (old - new - gone) | (new & gone) | (new - old) | (gone - old)
    if wrong:
        raise ValueError(f"not accounted for: {sorted(wrong)}")
    lines = [("before", len(before), before[amount].count(), before[amount].sum())]
    for reason, names in removed.groupby("reason")[key]:
        values = before.loc[before[key].isin(names), amount]
        lines.append((f"removed: {reason}", -len(values), -values.count(), -values.sum()))
    kept = before[amount][: len(after)]
    lines.append(("changed", 0, after[amount].count() - kept.count(), after[amount].sum() - kept.sum()))
    lines.append(("after", len(after), after[amount].count(), after[amount].sum()))
    return pd.DataFrame(lines, columns=["line", "rows", "known", "total"])
