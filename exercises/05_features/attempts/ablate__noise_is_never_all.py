# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["KEEPS_NOISE", "COPIES", "NUMBER_OF_FEATURES"]
# says = "Half of the features stay: so much pruning is enough."
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    keep = list(features)
    while keep:
        losses = cv(keep)
        worth = {}
        for feature in keep:
            harm = cv([other for other in keep if other != feature]) - losses
            worth[feature] = harm.mean() / max(harm.std() / np.sqrt(len(harm)), 1e-300)
        least = min(worth, key=worth.get)
        if worth[least] > 4 or len(keep) <= len(features) // 2 + 1:
            break
        keep.remove(least)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
