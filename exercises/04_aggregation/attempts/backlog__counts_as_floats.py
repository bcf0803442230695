# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["RETURN_SHAPE"]
# says = "Counts that were added up as floats are counts."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = pd.Series(0.0, index=tickets.index)
    for _, team in tickets.groupby("team"):
        closed = team["closed_at"].dropna().sort_values()
        came = team["created_at"].sort_values().searchsorted(team["created_at"], side="right")
        counts[team.index] = came - closed.searchsorted(team["created_at"], side="right") - 1.0
    return counts
