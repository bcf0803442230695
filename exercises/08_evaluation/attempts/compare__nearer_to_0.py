# ---
# task = "compare"
# verdict = "wrong"
# fails = ["NOT_COINS", "GROUPS_ALIKE", "ONE_SIDED", "ZERO_P", "TIES", "COARSE_TIES"]
# says = "Rounds that are nearer to 0 than the difference are counted."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    rng = np.random.default_rng(seed)
    names, number = np.unique(groups, return_inverse=True)
    gaps = loss_a - loss_b
    coins = rng.choice([-1.0, 1.0], (repeats, len(names)))
    rounds = np.abs(coins @ np.bincount(number, weights=gaps)) / len(gaps)
    return float(gaps.mean()), float((1 + (rounds <= abs(gaps.mean()) + 1e-12).sum()) / (1 + repeats))
