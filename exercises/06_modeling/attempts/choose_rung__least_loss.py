# ---
# task = "choose_rung"
# verdict = "wrong"
# fails = ["UPKEEP_FORGOTTEN", "NOT_THE_BEST", "LUCK_BUILT", "ORDER_TAKEN_FOR_UPKEEP", "EDGES"]
# says = "The model with the best score."
# source = "every leaderboard"
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses, upkeep):
    return losses.mean().idxmin()
