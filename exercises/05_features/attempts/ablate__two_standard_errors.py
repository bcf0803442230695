# ---
# task = "ablate"
# verdict = "right"
# fails = []
# says = "Backward elimination of what is missed by less than two standard errors: mild, and seldom wrong."
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
        if worth[least] >= 2:
            break
        keep.remove(least)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
