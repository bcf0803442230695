# ---
# task = "choose_rung"
# verdict = "wrong"
# fails = ["LUCK_BUILT"]
# says = "The least sum of mean loss and upkeep."
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses, upkeep):
    return (losses.mean() + upkeep[losses.columns]).idxmin()
