# ---
# task = "ablate"
# verdict = "right"
# fails = []
# says = "Backward elimination by the exact signed-rank test over the folds."
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
from scipy import stats


def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    keep = list(features)
    while keep:
        losses = cv(keep)
        p_values = [stats.wilcoxon(cv([other for other in keep if other != feature]) - losses,
                                   alternative="greater").pvalue for feature in keep]
        if max(p_values) < 0.005:
            break
        keep.pop(int(np.argmax(p_values)))
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
