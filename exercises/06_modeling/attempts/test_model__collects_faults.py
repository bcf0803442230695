# ---
# task = "test_model"
# verdict = "right"
# fails = []
# says = "All promises are tried; one exception names those that are broken."
# ---
# %% nbgrader={"grade_id": "test-model", "solution": true}
def test_model(fit_predict):
    rng = np.random.default_rng(3)
    n, broken = 80, set()
    X = pd.DataFrame({"open_hours": 1 + 99 * rng.random(n), "severity": rng.choice(["P1", "P2", "P3", "P4"], n)})
    grid = pd.DataFrame({"open_hours": np.arange(1.0, 100.5, 2.0)}).assign(severity="P2")
    for rate in (X["open_hours"] < 30, X["open_hours"] > 60, pd.Series(np.arange(n) % 10 == 0)):
        y, one = rate.to_numpy(dtype=float), np.ones(n)
        risk = np.asarray(fit_predict(X, y, one, grid))
        if risk.shape != (50,) or not np.isfinite(risk).all() or risk.min() < 0 or risk.max() > 1:
            raise AssertionError("shape")
        if not np.allclose(risk, fit_predict(X, y, one, grid), rtol=0, atol=1e-6):
            broken.add("repeatable")
        for severity in X["severity"].unique():
            falling = fit_predict(X, y, one, grid.assign(severity=severity))
            if (falling[1:] > falling[:-1] + 1e-6).any():
                broken.add("monotone")
        for place in (0, 3, 25, 49):
            if abs(fit_predict(X, y, one, grid[place:place + 1])[0] - risk[place]) > 1e-6:
                broken.add("row by row")
        if abs(fit_predict(X, y, one, grid[1:])[0] - risk[1]) > 1e-6:
            broken.add("row by row")
        for weight in (rng.integers(0, 5, n), np.where(y == 1, 1, 4), np.where(y == 1, 6, 1)):
            many = X.index.repeat(weight)
            twice = fit_predict(X.loc[many], y[many], np.ones(len(many)), grid)
            if np.abs(fit_predict(X, y, weight.astype(float), grid) - twice).max() > 1e-6:
                broken.add("weights")
            own = fit_predict(X, y, weight.astype(float), X)
            if abs(np.average(own - y, weights=weight)) >= 0.05:
                broken.add("calibrated")
    clear = fit_predict(X, (X["open_hours"] < 50).to_numpy(dtype=float), np.ones(n), grid)
    if clear[2] < clear[-3] + 0.2:
        broken.add("learns")
    assert not broken, broken
