# ---
# task = "compare"
# verdict = "wrong"
# fails = ["NOT_COINS", "ONE_SIDED", "TIES"]
# says = "Coins of 0 and 1: tails leaves a group out instead of turning its sign."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    _, number = np.unique(groups, return_inverse=True)
    sums = np.bincount(number, weights=loss_a - loss_b)
    coins = np.random.default_rng(seed).integers(0, 2, size=(repeats, len(sums)))
    as_far = np.abs(coins @ sums) / len(loss_a) >= np.abs(sums.sum()) / len(loss_a) - 1e-12
    return float(sums.sum() / len(loss_a)), float((1 + as_far.sum()) / (1 + repeats))
