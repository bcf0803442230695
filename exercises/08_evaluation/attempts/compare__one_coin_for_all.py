# ---
# task = "compare"
# verdict = "wrong"
# fails = ["NOT_COINS", "ONE_SIDED", "ZERO_P", "TIES", "COARSE_TIES", "SEED_IGNORED"]
# says = "One coin a round: how many are wanted was forgotten."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    rng = np.random.default_rng(seed)
    gaps, beyond = loss_a - loss_b, 0
    for _ in range(repeats):
        beyond += abs((gaps * rng.choice([-1.0, 1.0])).mean()) >= abs(gaps.mean()) - 1e-12
    return float(gaps.mean()), float((1 + beyond) / (1 + repeats))
