# ---
# task = "ablate"
# verdict = "right"
# fails = []
# says = "Backward elimination by a paired t-test at a level of one in a thousand."
# ---
# %% nbgrader={"grade_id": "ablate", "solution": true}
from scipy import stats


def ablate(features, cv):
    keep, drop = list(features), []
    while keep:
        full = cv(keep)
        p_values = [stats.ttest_rel(cv([name for name in keep if name != one]), full, alternative="greater").pvalue
                    for one in keep]
        p_values = np.nan_to_num(p_values, nan=1.0)
        if max(p_values) < 0.003:
            break
        drop.append(keep.pop(int(np.argmax(p_values))))
    return {"keep": keep, "drop": drop}
