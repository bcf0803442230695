# ---
# task = "compare"
# verdict = "wrong"
# fails = ["NOT_COINS", "GROUPS_ALIKE", "ONE_SIDED", "TIES"]
# says = "A bootstrap of whole groups, whose means are counted by their distance from the difference."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a: np.ndarray, loss_b: np.ndarray, groups: np.ndarray, repeats: int = 1000,
            seed: int = 0) -> tuple[float, float]:
    _, number = np.unique(groups, return_inverse=True)
    sums, sizes = np.bincount(number, weights=loss_a - loss_b), np.bincount(number)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(repeats, len(sums)))
    means, difference = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1), sums.sum() / len(loss_a)
    as_far = np.abs(means - difference) >= np.abs(difference) - 1e-12
    return float(difference), float((1 + as_far.sum()) / (1 + repeats))
