# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["COPIES"]
# says = "What is not missed goes, all at once; then again with the rest."
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features, cv):
    keep = list(features)
    while keep:
        losses, worth = cv(keep), {}
        for feature in keep:
            harm = cv([other for other in keep if other != feature]) - losses
            worth[feature] = harm.mean() / max(harm.std() / np.sqrt(len(harm)), 1e-300)
        harmful = [feature for feature in keep if worth[feature] < -4]
        useless = harmful or [feature for feature in keep if worth[feature] <= 4]
        if not useless:
            break
        keep = [feature for feature in keep if feature not in useless]
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
