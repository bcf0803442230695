# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["QUADRATIC"]
# says = "Only the open tickets are looked at, and those are few."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    never = pd.Timestamp("2200-01-01", tz="UTC")
    seconds = pd.DataFrame({"created": tickets["created_at"], "closed": tickets["closed_at"].fillna(never)})
    seconds = (seconds - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(seconds=1)
    arrivals = {}
    for row, (team, created) in enumerate(zip(tickets["team"], seconds["created"].tolist(), strict=True)):
        arrivals.setdefault((team, created), []).append(row)
    closed, counts, still_open = seconds["closed"].tolist(), [0] * len(tickets), {}
    for (team, now), rows in sorted(arrivals.items()):
        still_open[team] = [end for end in still_open.get(team, []) if end > now] + [closed[row] for row in rows]
        for row in rows:
            counts[row] = len(still_open[team]) - 1
    return pd.Series(counts, index=tickets.index)
