# ---
# task = "reconcile"
# verdict = "wrong"
# fails = ["LOST_ROWS", "MESSAGE", "KEYS_MERGED"]
# says = "Rows before = rows after + rows removed."
# ---
# %% nbgrader={"grade_id": "reconcile", "solution": true}
def reconcile(before: pd.DataFrame, after: pd.DataFrame, removed: pd.DataFrame, key: str, amount: str) -> pd.DataFrame:
    """The ledger of a cleaning: what was there, what was taken out and why, what was changed, what is left.

    before, after: the columns `key` and `amount` (numbers, may be missing) and others; any index, any order.
    removed: `key` and "reason" (text). Returns line (text), rows, known (whole numbers) and total (float).
    Raises ValueError if some row is not accounted for.
    """
    for name, table in (("before", before), ("after", after), ("removed", removed)):
        if table[key].isna().any():
            raise ValueError(f"{name}: {table[key].isna().sum()} rows without {key}")
        _refuse(table[key][table[key].duplicated()], f"stands twice in {name}")
    old, new = (table.set_index(key)[amount].astype(float) for table in (before, after))
    reasons = removed.set_index(key)["reason"]
    _refuse(reasons.index[reasons.isna() | (reasons.str.strip() == "")], "was removed without a reason")
    _refuse(reasons.index.intersection(new.index), "was removed and is still there")
    if len(old) != len(new) + len(reasons):
        raise ValueError(f"{list(old.index)} {list(new.index)} {list(reasons.index)} do not add up")
    lines = [("before", len(old), old.count(), old.sum())]
    for reason, gone in reasons.groupby(reasons):
        values = old.reindex(gone.index)
        lines.append((f"removed: {reason}", -len(values), -values.count(), -values.sum()))
    kept = old.reindex(new.index)
    lines.append(("changed", 0, new.count() - kept.count(), new.sum() - kept.sum()))
    lines.append(("after", len(new), new.count(), new.sum()))
    return pd.DataFrame(lines, columns=["line", "rows", "known", "total"])


def _refuse(keys, what):
    if len(keys):
        raise ValueError(f"{list(keys)[0]} {what}, as are {len(keys) - 1} others")
