# ---
# task = "ablate"
# verdict = "right"
# fails = []
# says = "The best feature is added while it gains clearly more than the scatter."
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
def ablate(features, cv):
    keep, rest = [], list(features)
    current = np.asarray(cv(keep))
    while rest:
        trials = {name: np.asarray(cv(keep + [name])) for name in rest}
        best = min(trials, key=lambda name: trials[name].mean())
        gain = current - trials[best]
        if gain.mean() < 4 * gain.std(ddof=1) / len(gain) ** 0.5:
            break
        keep.append(best)
        rest.remove(best)
        current = trials[best]
    return {"keep": keep, "drop": rest}
