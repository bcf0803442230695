# ---
# task = "choose_rung"
# verdict = "wrong"
# fails = ["NOT_THE_BEST"]
# says = "Each rung against the one below it; the last that wins is built."
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses, upkeep):
    total = losses + upkeep[losses.columns]
    by_upkeep = sorted(losses.columns, key=lambda name: upkeep[name])
    chosen = by_upkeep[0]
    for below, name in zip(by_upkeep, by_upkeep[1:]):
        gain = total[below] - total[name]
        if gain.mean() > 4 * gain.std() / np.sqrt(len(gain)):
            chosen = name
    return chosen
