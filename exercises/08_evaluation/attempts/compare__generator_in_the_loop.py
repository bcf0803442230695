# ---
# task = "compare"
# verdict = "wrong"
# fails = ["NOT_COINS", "ONE_SIDED", "TIES"]
# says = "A generator of the seed in each round."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    names, number = np.unique(groups, return_inverse=True)
    gaps, beyond = loss_a - loss_b, 0
    for _ in range(repeats):
        signs = np.random.default_rng(seed).choice([-1.0, 1.0], len(names))
        beyond += abs((gaps * signs[number]).mean()) >= abs(gaps.mean()) - 1e-12
    return float(gaps.mean()), float((1 + beyond) / (1 + repeats))
