# ---
# task = "backlog"
# verdict = "right"
# fails = []
# says = "Two sorted lists a team, and the bisect module of the standard library."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
from bisect import bisect_right


def backlog(tickets):
    came, went = {}, {}
    columns = tickets["team"], tickets["created_at"], tickets["closed_at"]
    for team, created, closed in zip(*columns, strict=True):
        came.setdefault(team, []).append(created)
        if pd.notna(closed):
            went.setdefault(team, []).append(closed)
    for times in (*came.values(), *went.values()):
        times.sort()
    return pd.Series([bisect_right(came[team], created) - bisect_right(went.get(team, []), created) - 1
                      for team, created in zip(tickets["team"], tickets["created_at"], strict=True)],
                     index=tickets.index)
