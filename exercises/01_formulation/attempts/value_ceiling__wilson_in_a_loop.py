# ---
# task = "value_ceiling"
# verdict = "right"
# fails = []
# says = "Plan by plan, with Wilson's interval."
# ---
# %% nbgrader={"grade_id": "value-ceiling", "solution": true}
def value_ceiling(plans, capacity, rescued, place_cost, level=0.95):
    from statistics import NormalDist
    z = NormalDist().inv_cdf((1 + level) / 2)

    def ends(k, n):
        p = k / n if n else 0.5
        middle = (p * n + z**2 / 2) / (n + z**2)
        reach = z * (n * p * (1 - p) + z**2 / 4) ** 0.5 / (n + z**2)
        return middle - reach, middle + reach

    values = []
    for end in (0, 1):
        left, total = capacity, 0.0
        for _, row in plans.sort_values("penalty", ascending=False).iterrows():
            places = min(left, row["per_day"] * ends(row["breached"], row["labelled"])[end])
            total += places * max(0.0, row["penalty"] * rescued - place_cost)
            left -= places
        values.append(float(total))
    return tuple(values)
