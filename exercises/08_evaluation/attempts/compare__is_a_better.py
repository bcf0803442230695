# ---
# task = "compare"
# verdict = "wrong"
# fails = ["ONE_SIDED", "ZERO_P", "TIES", "COARSE_TIES"]
# says = "Paired, but only rounds at or below the difference count: is a better?"
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    _, number = np.unique(groups, return_inverse=True)
    sums = np.bincount(number, weights=loss_a - loss_b)
    coins = np.random.default_rng(seed).choice([-1.0, 1.0], size=(repeats, len(sums)))
    as_far = coins @ sums <= sums.sum() + 1e-9
    return float(sums.sum() / len(loss_a)), float((1 + as_far.sum()) / (1 + repeats))
