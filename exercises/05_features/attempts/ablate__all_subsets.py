# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["TOO_MANY_FITS"]
# says = "All subsets are tried where there are few features."
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    from itertools import combinations
    keep = list(features)
    for size in range(3):
        for some in combinations(features, size):
            cv(list(some))
            cv([name for name in features if name not in some])
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
