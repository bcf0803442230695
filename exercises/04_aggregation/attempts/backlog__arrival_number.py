# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["CLOSED_COUNTED", "EDGES", "WRONG_SOMEWHERE"]
# says = "The number of tickets that came before is the queue."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    return tickets.groupby("team")["created_at"].rank(method="max").astype(int) - 1
