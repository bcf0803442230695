# ---
# task = "compare"
# verdict = "wrong"
# fails = ["NOT_COINS", "ONE_SIDED"]
# says = "The mean of the groups' sums against the mean of the rows."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    rng = np.random.default_rng(seed)
    gap = np.asarray(loss_a) - np.asarray(loss_b)
    by_group = pd.Series(gap).groupby(np.asarray(groups)).sum().to_numpy()
    count = 0
    for _ in range(repeats):
        count += abs(np.mean(by_group * rng.choice([-1, 1], len(by_group)))) >= abs(gap.mean()) - 1e-12
    return gap.mean(), (1 + count) / (1 + repeats)
