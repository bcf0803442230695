# ---
# task = "ablate"
# verdict = "wrong"
# fails = [
#     "RETURN_SHAPE", "NOT_A_PARTITION", "PARTNER_DROPPED", "SIGNAL_DROPPED", "KEEPS_LEAK", "MASKED_BY_LEAK", "KEEPS_NOISE",
#     "COPIES", "ABSOLUTE_THRESHOLD", "TOO_MANY_FITS", "NUMBER_OF_FEATURES"
# ]
# says = "What is kept is what matters."
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
        if worth[least] > 4:
            break
        keep.remove(least)
    return keep
