# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["COUNTS_ITSELF", "EDGES", "WRONG_SOMEWHERE"]
# says = "searchsorted says how many came before; minus one for the ticket itself."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = pd.Series(0, index=tickets.index)
    for _, team in tickets.groupby("team"):
        created = team["created_at"].to_numpy("datetime64[ns]")
        closed = team["closed_at"].dropna().to_numpy("datetime64[ns]")
        came = np.searchsorted(np.sort(created), created)
        counts[team.index] = came - 1 - np.searchsorted(np.sort(closed), created, side="right")
    return counts
