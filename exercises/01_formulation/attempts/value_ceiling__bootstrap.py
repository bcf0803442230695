# ---
# task = "value_ceiling"
# verdict = "wrong"
# fails = ["NO_CASE_NO_DOUBT", "TOO_NARROW"]
# says = "The bootstrap gives an interval for anything."
# ---
# %% nbgrader={"grade_id": "value-ceiling", "solution": true}
def value_ceiling(plans, capacity, rescued, place_cost, level=0.95):
    plans = plans.sort_values("penalty", ascending=False)
    rng = np.random.default_rng(0)
    gain = (plans["penalty"] * rescued - place_cost).clip(lower=0).to_numpy()
    n, k = plans["labelled"].to_numpy(), plans["breached"].to_numpy()
    rates = rng.binomial(n, k / np.maximum(n, 1), size=(2000, len(n))) / np.maximum(n, 1)
    low, high = (np.quantile(rates, q, axis=0) for q in ((1 - level) / 2, (1 + level) / 2))
    ends = []
    for rate in (low, np.where(n > 0, high, 1.0)):
        breaches = plans["per_day"].to_numpy() * rate
        places = np.clip(capacity - (np.cumsum(breaches) - breaches), 0, breaches)
        ends.append(float((places * gain).sum()))
    return ends[0], ends[1]
