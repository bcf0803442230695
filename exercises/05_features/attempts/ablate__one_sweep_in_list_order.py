# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["MASKED_BY_LEAK"]
# says = "Each feature is asked once, in the order of the list."
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    keep = list(features)
    for feature in features:
        harm = cv([other for other in keep if other != feature]) - cv(keep)
        if harm.mean() < 4 * harm.std() / np.sqrt(len(harm)):
            keep.remove(feature)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
