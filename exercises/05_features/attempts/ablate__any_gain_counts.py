# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["KEEPS_NOISE", "COPIES"]
# says = "What raises the loss in a quarter of the folds or more when left out is kept."
# source = "'drop it if the score does not go down'"
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    keep = list(features)
    while keep:
        losses = cv(keep)
        worth = {}
        for feature in keep:
            harm = cv([other for other in keep if other != feature]) - losses
            worth[feature] = (harm > 0).mean(), harm.mean()
        least = min(worth, key=worth.get)
        if worth[least][0] >= 0.25:
            break
        keep.remove(least)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
