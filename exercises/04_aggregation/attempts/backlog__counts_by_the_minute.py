# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["EDGES"]
# says = "Count what came and what went in each minute, and add up: so do dashboards."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = pd.Series(0, index=tickets.index)
    for _, theirs in tickets.groupby("team"):
        came, went = theirs["created_at"].dt.floor("min"), theirs["closed_at"].dropna().dt.floor("min")
        steps = came.value_counts().sub(went.value_counts(), fill_value=0)
        counts[theirs.index] = (came.map(steps.sort_index().cumsum()) - 1).astype(int)
    return counts
