# ---
# task = "compare"
# verdict = "wrong"
# fails = ["NOT_COINS", "GROUPS_ALIKE", "ONE_SIDED"]
# says = "Signs repeated as often as a group has rows, as if its rows stood together."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    rng = np.random.default_rng(seed)
    _, rows = np.unique(groups, return_counts=True)
    gaps = loss_a - loss_b
    coins = [np.repeat(rng.choice([-1.0, 1.0], len(rows)), rows) for _ in range(repeats)]
    as_far = sum(abs((gaps * signs).mean()) >= abs(gaps.mean()) - 1e-12 for signs in coins)
    return float(gaps.mean()), float((1 + as_far) / (1 + repeats))
