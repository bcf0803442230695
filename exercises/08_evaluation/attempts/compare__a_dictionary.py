# ---
# task = "compare"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "NOT_THE_DIFFERENCE", "UNPAIRED", "ROWS_INDEPENDENT", "NOT_COINS", "GROUPS_ALIKE", "ONE_SIDED", "ZERO_P", "TIES", "COARSE_TIES", "SEED_IGNORED", "INPUT_CHANGED"]
# says = "The result has names."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    _, number = np.unique(groups, return_inverse=True)
    sums = np.bincount(number, weights=loss_a - loss_b)
    coins = np.random.default_rng(seed).choice([-1.0, 1.0], size=(repeats, len(sums)))
    as_far = np.abs(coins @ sums) / len(loss_a) >= np.abs(sums.sum()) / len(loss_a) - 1e-12
    return {'difference': float(sums.sum() / len(loss_a)), 'p_value': float((1 + as_far.sum()) / (1 + repeats))}
