# ---
# task = "choose_policy"
# verdict = "right"
# fails = []
# says = "Days turned around by lot: the largest t of all candidates against what luck gives; a bootstrap for the test days."
# ---
# %% nbgrader={"grade_id": "choose-policy", "solution": true}
def choose_policy(validation, incumbent, upkeep, open_test):
    rng = np.random.default_rng(0)
    names = [name for name in validation.columns if name != incumbent]
    if not names:
        return {"policy": incumbent, "gain": np.nan, "low": np.nan, "high": np.nan}
    costs = np.array([upkeep[name] - upkeep[incumbent] for name in names])
    gains = validation[names].to_numpy() - validation[[incumbent]].to_numpy() - costs
    days = len(gains)
    scale = np.sqrt((gains**2).sum(axis=0))
    luck = np.sort([((rng.choice([-1, 1], days) @ gains) / scale).max() for _ in range(3999)])
    good = gains.sum(axis=0) / scale > luck[3799]
    if not good.any():
        return {"policy": incumbent, "gain": np.nan, "low": np.nan, "high": np.nan}
    best = names[int(np.where(good, gains.mean(axis=0), -np.inf).argmax())]
    test = open_test(best)
    tested = test[best].to_numpy() - test[incumbent].to_numpy() - upkeep[best] + upkeep[incumbent]
    means = tested[rng.integers(len(tested), size=(4000, len(tested)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return {"policy": best, "gain": float(tested.mean()), "low": float(low), "high": float(high)}
