# ---
# task = "choose_rung"
# verdict = "right"
# fails = []
# says = "Again and again the rung with the largest proved gain over the cheapest, then over that one."
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses, upkeep):
    names = list(losses.columns)
    cost = losses.to_numpy() + upkeep[names].to_numpy()
    fixed = upkeep[names].to_numpy()

    def proved(new, old):
        gain = cost[:, old] - cost[:, new]
        return gain.mean() > 3.8 * gain.std(ddof=1) / len(gain) ** 0.5

    ranks = np.argsort(fixed, kind="stable")
    best = ranks[0]
    for place in ranks:
        if place != best and proved(place, best):
            best = place
    return names[best]
