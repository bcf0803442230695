# ---
# task = "choose_rung"
# verdict = "wrong"
# fails = ["STOPPED_EARLY", "NOT_THE_BEST"]
# says = "Climb until a rung is proved to pay."
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses, upkeep):
    from scipy.stats import ttest_rel

    total = losses + upkeep[losses.columns]
    by_upkeep = sorted(losses.columns, key=lambda name: upkeep[name])
    cheapest = by_upkeep[0]
    ok = [c for c in by_upkeep[1:] if ttest_rel(total[cheapest], total[c], alternative="greater").pvalue < 0.0005]
    return ok[0] if ok else cheapest
