# ---
# task = "reconcile"
# verdict = "right"
# fails = []
# says = "Dictionaries and sets, no index."
# ---
# %% nbgrader={"grade_id": "reconcile", "solution": true}
def reconcile(before, after, removed, key, amount):
    def book(table, name):
        entries = {}
        for label, value in zip(table[key], table[name]):
            if pd.isna(label):
                raise ValueError("a row without a key")
            if label in entries:
                raise ValueError(f"{label} twice")
            entries[label] = value
        return entries

    old, new, why = book(before, amount), book(after, amount), book(removed, "reason")
    for label, reason in why.items():
        if pd.isna(reason) or not reason.strip():
            raise ValueError(f"{label}: no reason")
        if label in new:
            raise ValueError(f"{label}: removed and still there")
    for label in [*new, *why]:
        if label not in old:
            raise ValueError(f"{label}: new")
    for label in old:
        if label not in new and label not in why:
            raise ValueError(f"{label}: lost")

    def sums(values):
        known = [float(value) for value in values if not pd.isna(value)]
        return len(known), sum(known)

    rows = [["before", len(old), *sums(old.values())]]
    for reason in sorted(set(why.values())):
        gone = [old[label] for label in why if why[label] == reason]
        rows.append([f"removed: {reason}", -len(gone), *(-value for value in sums(gone))])
    now, then = sums(new.values()), sums(old[label] for label in new)
    rows += [["changed", 0, now[0] - then[0], now[1] - then[1]], ["after", len(new), *now]]
    return pd.DataFrame(rows, columns=["line", "rows", "known", "total"])
