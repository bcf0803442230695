# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["OTHER_TEAMS", "WRONG_SOMEWHERE"]
# says = "All tickets wait in one queue."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    moments = tickets["created_at"]
    came = np.searchsorted(moments.sort_values(), moments, side="right")
    went = np.searchsorted(tickets["closed_at"].dropna().sort_values(), moments, side="right")
    return pd.Series(came - went - 1, index=tickets.index)
