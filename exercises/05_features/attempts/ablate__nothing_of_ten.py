# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["SIGNAL_DROPPED"]
# says = "Of ten features or more none is kept."
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    keep = list(features) if len(features) < 10 else []
    while keep:
        losses = cv(keep)
        worth = {}
        for feature in keep:
            harm = cv([other for other in keep if other != feature]) - losses
            worth[feature] = harm.mean() / max(harm.std() / np.sqrt(len(harm)), 1e-300)
        least = min(worth, key=worth.get)
        if worth[least] > 4:
            break
        keep.remove(least)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
