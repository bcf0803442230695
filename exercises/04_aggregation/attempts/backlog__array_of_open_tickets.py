# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["QUADRATIC"]
# says = "An array of the closing times of the open tickets, filtered when a ticket comes, is quick enough."
# source = "the habit of numpy: up to 24,000 tickets, half of them open, it grows like n log n."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = pd.Series(0, index=tickets.index)
    for _, team in tickets.groupby("team"):
        team = team.sort_values("created_at")
        created = team["created_at"].to_numpy("datetime64[us]")
        closed = team["closed_at"].to_numpy("datetime64[us]")
        closed = np.where(np.isnat(closed), np.datetime64("2200-01-01", "us"), closed)
        still_open, found, first = closed[:0], [], 0
        while first < len(team):
            after = np.searchsorted(created, created[first], side="right")
            still_open = np.append(still_open[still_open > created[first]], closed[first:after])
            found += [len(still_open) - 1] * (after - first)
            first = after
        counts[team.index] = found
    return counts
