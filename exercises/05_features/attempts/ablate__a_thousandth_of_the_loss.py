# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["PARTNER_DROPPED", "SIGNAL_DROPPED", "MASKED_BY_LEAK", "COPIES"]
# says = "A feature must be worth a thousandth of the loss."
# source = "Early stopping by a relative tolerance, as optimisers have it"
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    keep = list(features)
    while keep:
        loss = cv(keep).mean()
        worth = {feature: cv([other for other in keep if other != feature]).mean() - loss for feature in keep}
        least = min(worth, key=worth.get)
        if worth[least] > 1e-3 * loss:
            break
        keep.remove(least)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
