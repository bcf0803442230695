# ---
# task = "ablate"
# verdict = "wrong"
# fails = ["PARTNER_DROPPED", "SIGNAL_DROPPED", "MASKED_BY_LEAK", "COPIES"]
# says = "The losses with and without a feature are compared as if their folds were strangers."
# source = "ttest_ind in place of ttest_rel, a common slip in model comparisons"
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
from scipy import stats


def ablate(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    keep = list(features)
    while keep:
        losses = cv(keep)
        p_values = [stats.ttest_ind(cv([other for other in keep if other != feature]), losses,
                                    alternative="greater").pvalue for feature in keep]
        if max(p_values) < 0.01:
            break
        keep.pop(int(np.argmax(p_values)))
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}
