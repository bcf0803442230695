# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["PARTNER_DROPPED"]
# says = "Those that help alone or beside the best one, then without what the others say already."
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features, cv):
    def gains(before, after):
        gain = before - after
        return gain.mean() > 4 * gain.std() / np.sqrt(len(gain))

    nothing = cv([])
    losses = {feature: cv([feature]) for feature in features}
    best = min(losses, key=lambda feature: losses[feature].mean(), default=None)
    alone = [feature for feature in sorted(features, key=lambda feature: feature != best)
             if gains(nothing, losses[feature]) or gains(losses[best], cv([best, feature]))]
    keep = []
    for feature in alone:
        if gains(cv(keep), cv(keep + [feature])):
            keep.append(feature)
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
