# ---
# task = "value_ceiling"
# verdict = "wrong"
# fails = ["TOO_NARROW"]
# says = "p plus and minus 1.96 standard errors; no breach by the rule of three."
# source = "The rule of three (Hanley and Lippman-Hand 1983) put where the textbook interval has no width."
# ---
# %% nbgrader={"grade_id": "value-ceiling", "solution": true}
def value_ceiling(plans, capacity, rescued, place_cost, level=0.95):
    from statistics import NormalDist
    z = NormalDist().inv_cdf((1 + level) / 2)
    plans = plans.sort_values("penalty", ascending=False)
    n, k = plans["labelled"], plans["breached"]
    centre = (k / n.where(n > 0)).fillna(0.5)
    half = (z * np.sqrt(centre * (1 - centre) / n.where(n > 0))).fillna(0.5)
    lower, upper = (centre - half).clip(0, 1), (centre + half).clip(0, 1)
    three = -np.log((1 - level) / 2) / n.where(n > 0)
    lower, upper = lower.mask((k == n) & (n > 0), 1 - three), upper.mask((k == 0) & (n > 0), three)
    gain = (plans["penalty"] * rescued - place_cost).clip(lower=0)

    def value(rate: pd.Series) -> float:
        breaches = plans["per_day"] * rate
        taken_before = breaches.cumsum() - breaches
        return float(((capacity - taken_before).clip(0, breaches) * gain).sum())

    return value(lower), value(upper)
