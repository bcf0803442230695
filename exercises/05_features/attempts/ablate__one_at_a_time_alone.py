# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["PARTNER_DROPPED", "SIGNAL_DROPPED", "COPIES"]
# says = "Each feature alone against the constant."
# source = "SelectKBest and other filters that look at one column at a time"
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features, cv):
    nothing = cv([])
    keep = []
    for feature in features:
        gain = nothing - cv([feature])
        if gain.mean() > 4 * gain.std() / np.sqrt(len(gain)):
            keep.append(feature)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
