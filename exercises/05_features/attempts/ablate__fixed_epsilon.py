# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["ABSOLUTE_THRESHOLD"]
# says = "A thousandth of loss is worth a feature."
# source = "min_impurity_decrease, tol=1e-3 and other thresholds in the unit of the loss"
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    keep = list(features)
    while keep:
        losses = cv(keep)
        worth = {}
        for feature in keep:
            harm = cv([other for other in keep if other != feature]) - losses
            worth[feature] = harm.mean()
        least = min(worth, key=worth.get)
        if worth[least] > 0.001:
            break
        keep.remove(least)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
