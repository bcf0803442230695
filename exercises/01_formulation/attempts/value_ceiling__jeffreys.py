# ---
# task = "value_ceiling"
# verdict = "right"
# fails = []
# says = "Jeffreys' interval, and arrays."
# ---
# %% nbgrader={"grade_id": "value-ceiling", "solution": true}
from scipy.stats import beta


def value_ceiling(plans, capacity, rescued, place_cost, level=0.95):
    order = np.argsort(-plans["penalty"].to_numpy())
    n, k = plans["labelled"].to_numpy()[order], plans["breached"].to_numpy()[order]
    per_day = plans["per_day"].to_numpy(dtype=float)[order]
    gain = np.maximum(plans["penalty"].to_numpy(dtype=float)[order] * rescued - place_cost, 0)
    ends = []
    for q in ((1 - level) / 2, (1 + level) / 2):
        rate = beta.ppf(q, k + 0.5, n - k + 0.5)
        rate = np.where((k == 0) & (q < 0.5), 0.0, np.where((k == n) & (q > 0.5), 1.0, rate))
        filled = np.minimum(np.cumsum(per_day * rate), capacity)
        ends.append(float(np.sum(np.diff(filled, prepend=0.0) * gain)))
    return tuple(ends)
