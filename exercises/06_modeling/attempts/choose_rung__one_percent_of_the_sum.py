# ---
# task = "choose_rung"
# verdict = "wrong"
# fails = ["STOPPED_EARLY", "NOT_THE_BEST"]
# says = "One percent of the money is no difference."
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses, upkeep):
    sums = losses.mean() + upkeep[losses.columns]
    near = sums[sums <= 1.01 * sums.min()].index
    return min(near, key=lambda name: upkeep[name])
