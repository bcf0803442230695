# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["MASKED_BY_LEAK", "COPIES"]
# says = "Leave out each feature once; keep those that are missed."
# source = "drop-column importance with all others in, the recipe of many tutorials"
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features, cv):
    losses = cv(features)
    keep = []
    for feature in features:
        harm = cv([other for other in features if other != feature]) - losses
        if harm.mean() > 4 * harm.std() / np.sqrt(len(harm)):
            keep.append(feature)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
