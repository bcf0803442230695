# ---
# task = "choose_rung"
# verdict = "wrong"
# fails = ["STOPPED_EARLY"]
# says = "Who gets three quarters of the best saving for less upkeep need not climb."
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses, upkeep):
    by_upkeep = sorted(losses.columns, key=lambda name: upkeep[name])
    sums = losses.mean() + upkeep[losses.columns]
    saved = sums[by_upkeep[0]] - sums
    if saved.max() <= 0:
        return by_upkeep[0]
    return next(name for name in by_upkeep if saved[name] >= 0.75 * saved.max())
