# ---
# task = "performance_by_week"
# verdict = "right"
# fails = []
# says = "A loop over weeks; numbers by numpy."
# ---
# %% nbgrader={"grade_id": "performance-by-week", "solution": true}
def performance_by_week(served, outcomes, as_of, grace, least=50, limit=3.5):
    known = {row.ticket_id: float(row.breach) for row in outcomes.itertuples() if row.known_at <= as_of}
    first = pd.Timestamp("2001-01-01", tz="UTC")
    counted = served.loc[~served["fast_lane"].to_numpy(bool) & (served["decide_at"] <= as_of).to_numpy()]
    number = (counted["decide_at"] - first) // pd.Timedelta(days=7)
    rows = []
    for week, part in counted.groupby(number.to_numpy()):
        old = part[(as_of - part["due_at"]).ge(grace)]
        judged = old[np.array([name in known for name in old["ticket_id"]], bool)]
        p = judged["probability"].to_numpy()
        y = np.array([known[name] for name in judged["ticket_id"]])
        z = (y.sum() - p.sum()) / np.sqrt(np.sum(p - p ** 2)) if len(p) else None
        if len(old) < least:
            verdict = "wait"
        elif 10 * len(judged) < 9 * len(old):
            verdict = "blind"
        elif abs(z) <= limit:
            verdict = "ok"
        else:
            verdict = "worse" if z > 0 else "better"
        rows.append({"verdict": verdict, "z": z, "week": first + week * pd.Timedelta(days=7), "tickets": len(part),
                     "mature": len(old), "known": len(judged), "expected": p.mean() if len(p) else None,
                     "observed": y.mean() if len(p) else None})
    return pd.DataFrame(rows, columns=["week", "tickets", "mature", "known", "expected", "observed", "z", "verdict"])
