# ---
# task = "compare"
# verdict = "wrong"
# fails = ["NOT_COINS", "ONE_SIDED", "ZERO_P", "TIES", "COARSE_TIES"]
# says = "The sum of all rows against their mean."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    rng = np.random.default_rng(seed)
    gap = np.asarray(loss_a) - np.asarray(loss_b)
    by_group = pd.Series(gap).groupby(np.asarray(groups)).sum().to_numpy()
    count = 0
    for _ in range(repeats):
        count += abs((by_group * rng.choice([-1, 1], len(by_group))).sum()) >= abs(gap.mean()) - 1e-12
    return gap.mean(), (1 + count) / (1 + repeats)
