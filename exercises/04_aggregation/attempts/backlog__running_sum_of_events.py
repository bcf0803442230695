# ---
# task = "backlog"
# verdict = "right"
# fails = []
# says = "Plus one when a ticket comes, minus one when it goes: the running sum at an instant is the queue."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    came = tickets[["team", "created_at"]].set_axis(["team", "time"], axis=1).assign(step=1)
    went = tickets[["team", "closed_at"]].set_axis(["team", "time"], axis=1).dropna().assign(step=-1)
    steps = pd.concat([came, went]).groupby(["team", "time"])["step"].sum().sort_index()
    level = steps.groupby(level="team").cumsum().rename("level").reset_index()
    moments = tickets[["team", "created_at"]].set_axis(["team", "time"], axis=1)
    found = moments.merge(level, on=["team", "time"], how="left", validate="m:1")
    return pd.Series(found["level"].to_numpy() - 1, index=tickets.index)
