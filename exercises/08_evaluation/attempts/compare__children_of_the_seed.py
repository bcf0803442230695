# ---
# task = "compare"
# verdict = "right"
# fails = []
# says = "A generator for each round, each a child of the seed."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    _, number = np.unique(groups, return_inverse=True)
    sums = np.bincount(number, weights=loss_a - loss_b)
    coins = np.array([np.random.default_rng(child).choice([-1.0, 1.0], size=len(sums))
                      for child in np.random.SeedSequence(seed).spawn(repeats)])
    as_far = np.abs(coins @ sums) / len(loss_a) >= np.abs(sums.sum()) / len(loss_a) - 1e-12
    return float(sums.sum() / len(loss_a)), float((1 + as_far.sum()) / (1 + repeats))
