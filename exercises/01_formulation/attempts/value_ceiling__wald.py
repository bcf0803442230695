# ---
# task = "value_ceiling"
# verdict = "wrong"
# fails = ["NO_CASE_NO_DOUBT", "TOO_NARROW"]
# says = "p plus and minus 1.96 standard errors."
# source = "The textbook interval; Brown, Cai and DasGupta (2001) show how far below its level it is."
# ---
# %% nbgrader={"grade_id": "value-ceiling", "solution": true}
def value_ceiling(plans, capacity, rescued, place_cost, level=0.95):
    from statistics import NormalDist
    z = NormalDist().inv_cdf((1 + level) / 2)
    plans = plans.sort_values("penalty", ascending=False)
    n, k = plans["labelled"], plans["breached"]
    centre = (k / n.where(n > 0)).fillna(0.5)
    half = (z * np.sqrt(centre * (1 - centre) / n.where(n > 0))).fillna(0.5)
    half = np.minimum(half, np.minimum(centre, 1 - centre))
    gain = (plans["penalty"] * rescued - place_cost).clip(lower=0)

    def value(rate: pd.Series) -> float:
        breaches = plans["per_day"] * rate
        taken_before = breaches.cumsum() - breaches
        return float(((capacity - taken_before).clip(0, breaches) * gain).sum())

    return value(centre - half), value(centre + half)
