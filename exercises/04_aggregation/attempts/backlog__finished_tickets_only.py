# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["STILL_OPEN_LOST", "WRONG_SOMEWHERE"]
# says = "A ticket without a closing time is an incomplete row and is dropped first."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = np.zeros(len(tickets), dtype=int)
    finished = tickets.dropna(subset=["closed_at"])
    for team, rows in tickets.reset_index(drop=True).groupby("team").indices.items():
        moments, theirs = tickets["created_at"].iloc[rows], finished[finished["team"] == team]
        came = np.searchsorted(theirs["created_at"].sort_values(), moments, side="right")
        went = np.searchsorted(theirs["closed_at"].sort_values(), moments, side="right")
        counts[rows] = came - went - tickets["closed_at"].iloc[rows].notna()
    return pd.Series(counts, index=tickets.index)
