# ---
# task = "choose_rung"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "UPKEEP_FORGOTTEN", "STOPPED_EARLY", "NOT_THE_BEST", "LUCK_BUILT", "ORDER_TAKEN_FOR_UPKEEP", "HANGS_ON_THE_UNIT", "EDGES", "INPUT_CHANGED"]
# says = "The simplest rung within one standard error of the best."
# source = "the one-standard-error rule of CART (Breiman et al. 1984), whose error is not that of a difference"
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses, upkeep):
    means = losses.mean()
    best = means.idxmin()
    limit = means[best] + losses[best].std() / np.sqrt(len(losses))
    simple = [name for name in sorted(losses.columns, key=lambda name: upkeep[name]) if means[name] <= limit]
    return simple[0]
