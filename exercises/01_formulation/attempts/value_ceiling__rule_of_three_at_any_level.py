# ---
# task = "value_ceiling"
# verdict = "wrong"
# fails = ["LEVEL_IGNORED"]
# says = "No breach in n tickets: the rate is at most 3 / n."
# source = "The rule of three (Hanley and Lippman-Hand 1983), which is one of 95 %."
# ---
# %% nbgrader={"grade_id": "value-ceiling", "solution": true}
def value_ceiling(plans, capacity, rescued, place_cost, level=0.95):
    from statistics import NormalDist
    z = NormalDist().inv_cdf((1 + level) / 2)
    plans = plans.sort_values("penalty", ascending=False)
    n, k = plans["labelled"], plans["breached"]
    spread = (k * (n - k) / n.where(n > 0)).fillna(0.0)
    centre, half = (k + z**2 / 2) / (n + z**2), z * np.sqrt(spread + z**2 / 4) / (n + z**2)
    low = (centre - half).mask((k == n) & (n > 0), 1 - 3 / n.where(n > 0))
    high = (centre + half).mask((k == 0) & (n > 0), 3 / n.where(n > 0))
    gain = (plans["penalty"] * rescued - place_cost).clip(lower=0)

    def value(rate: pd.Series) -> float:
        breaches = plans["per_day"] * rate
        taken_before = breaches.cumsum() - breaches
        return float(((capacity - taken_before).clip(0, breaches) * gain).sum())

    return value(low), value(high)
