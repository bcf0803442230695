# ---
# task = "cluster_bootstrap"
# verdict = "right"
# fails = []
# says = "A dictionary of positions, filled in a loop, and random.choices."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
import random


def cluster_bootstrap(y, p, groups, metric, level=0.95, repeats=1000, seed=0):
    positions = {}
    for place, group in enumerate(groups):
        positions.setdefault(group, []).append(place)
    names, dice, values = list(positions), random.Random(seed), []
    for _ in range(repeats):
        rows = [place for name in dice.choices(names, k=len(names)) for place in positions[name]]
        values.append(metric(y[rows], p[rows]))
    values = pd.Series(values, dtype=float).dropna()
    return metric(y, p), values.quantile((1 - level) / 2), values.quantile((1 + level) / 2)
