# ---
# task = "compare"
# verdict = "right"
# fails = []
# says = "Round by round, with a dictionary of coins."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
import random


def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
    gaps = list(loss_a - loss_b)
    mean = sum(gaps) / len(gaps)
    dice, names, count = random.Random(seed), sorted(set(groups.tolist())), 0
    for _ in range(repeats):
        coin = {name: dice.choice((1, -1)) for name in names}
        turned = sum(coin[name] * gap for name, gap in zip(groups.tolist(), gaps)) / len(gaps)
        count += abs(turned) > abs(mean) - 1e-12
    return mean, (count + 1) / (repeats + 1)
