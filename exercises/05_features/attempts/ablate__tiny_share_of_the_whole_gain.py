# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["KEEPS_NOISE"]
# says = "A feature must be worth a ten thousandth of what all of them gain together."
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    keep = list(features)
    whole = abs(cv([]).mean() - cv(keep).mean())
    while keep:
        loss = cv(keep).mean()
        worth = {feature: cv([other for other in keep if other != feature]).mean() - loss for feature in keep}
        least = min(worth, key=worth.get)
        if worth[least] > 1e-4 * whole:
            break
        keep.remove(least)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
