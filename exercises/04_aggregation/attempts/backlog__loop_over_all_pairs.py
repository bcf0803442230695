# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["QUADRATIC"]
# says = "The slow code without iterrows is fast code."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    rows = list(zip(tickets["team"], tickets["created_at"], tickets["closed_at"], strict=True))
    counts = []
    for team, moment, _ in rows:
        waiting = sum(1 for other, created, closed in rows
                      if other == team and created <= moment and not closed <= moment)
        counts.append(waiting - 1)
    return pd.Series(counts, index=tickets.index)
