# ---
# task = "compare"
# verdict = "wrong"
# fails = ["NOT_COINS", "ONE_SIDED", "TIES"]
# says = "Half of the groups are turned in each round, and lots say which."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    _, number = np.unique(groups, return_inverse=True)
    sums = np.bincount(number, weights=loss_a - loss_b)
    half = np.where(np.arange(len(sums)) % 2, 1.0, -1.0)
    coins = np.array([rng.permutation(half) for rng in [np.random.default_rng(seed)] for _ in range(repeats)])
    as_far = np.abs(coins @ sums) / len(loss_a) >= np.abs(sums.sum()) / len(loss_a) - 1e-12
    return float(sums.sum() / len(loss_a)), float((1 + as_far.sum()) / (1 + repeats))
