# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["KEEPS_NOISE"]
# says = "What does not raise the mean loss when left out is dropped, and nothing else."
# source = "sequential selection with a tolerance of zero, as in many libraries"
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
        if worth[least] > 0:
            break
        keep.remove(least)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
