# ---
# task = "compare"
# verdict = "wrong"
# fails = ["COARSE_TIES"]
# says = "Compared after rounding to three places."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    _, number = np.unique(groups, return_inverse=True)
    sums = np.bincount(number, weights=loss_a - loss_b)
    coins = np.random.default_rng(seed).choice([-1.0, 1.0], size=(repeats, len(sums)))
    rounds, seen = np.abs(coins @ sums) / len(loss_a), np.abs(sums.sum()) / len(loss_a)
    as_far = np.round(rounds, 3) >= np.round(seen, 3)
    return float(sums.sum() / len(loss_a)), float((1 + as_far.sum()) / (1 + repeats))
