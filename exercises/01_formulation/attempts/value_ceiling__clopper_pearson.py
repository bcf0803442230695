# ---
# task = "value_ceiling"
# verdict = "right"
# fails = []
# says = "The exact interval, and a loop over plans."
# ---
# %% nbgrader={"grade_id": "value-ceiling", "solution": true}
from scipy.stats import beta


def value_ceiling(plans, capacity, rescued, place_cost, level=0.95):
    tail = (1 - level) / 2
    ends = []
    for end in (0, 1):
        left, total = capacity, 0.0
        for row in plans.sort_values("penalty", ascending=False).itertuples():
            n, k = row.labelled, row.breached
            low = beta.ppf(tail, k, n - k + 1) if k > 0 else 0.0
            high = beta.ppf(1 - tail, k + 1, n - k) if k < n else 1.0
            used = min(left, row.per_day * (low, high)[end])
            left -= used
            total += used * max(0.0, row.penalty * rescued - place_cost)
        ends.append(float(total))
    return ends[0], ends[1]
