# ---
# task = "compare"
# verdict = "right"
# fails = []
# says = "The tolerance is one of the sums, relative and absolute."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    _, number = np.unique(groups, return_inverse=True)
    sums = np.bincount(number, weights=loss_a - loss_b)
    coins = np.random.default_rng(seed).choice([-1.0, 1.0], size=(repeats, len(sums)))
    seen = abs(sums.sum())
    as_far = np.abs(coins @ sums) >= seen - 1e-12 - 1e-10 * seen
    return float(sums.sum() / len(loss_a)), float((1 + as_far.sum()) / (1 + repeats))
