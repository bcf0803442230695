# ---
# task = "test_model"
# verdict = "wrong"
# fails = ["MISSES_WEIGHTS"]
# says = "Rows of weight 0 are dropped; that 2 is two rows is not looked at."
# ---
# %% nbgrader={"grade_id": "test-model", "solution": true}
def test_model(fit_predict: Callable[[pd.DataFrame, np.ndarray, np.ndarray, pd.DataFrame], np.ndarray]) -> None:
    """Raise an AssertionError if a model breaks one of the seven promises.

    fit_predict: called with X (open_hours, severity), y (0 or 1), weight (>= 0) and new rows like X; returns risks.
    """
    rng = np.random.default_rng(7)
    n = 60
    ones = np.ones(n)
    X = pd.DataFrame({"open_hours": rng.uniform(1, 100, n), "severity": rng.choice(["P1", "P2", "P3", "P4"], n)})
    grid = pd.DataFrame({"open_hours": np.tile(np.linspace(1, 100, 34), 4), "severity": np.repeat(["P1", "P2", "P3", "P4"], 34)})
    falls = (X["open_hours"] < 50).to_numpy(dtype=float)
    rises = 1 - falls
    mixed = (rng.uniform(size=n) < 0.5 - 0.4 * (X["open_hours"] > 50)).to_numpy(dtype=float)
    rare = (np.arange(n) % 12 == 0).astype(float)

    for y in (falls, rises, mixed, rare):
        risk = fit_predict(X, y, ones, grid)
        assert isinstance(risk, np.ndarray) and risk.shape == (len(grid),), "one risk for each new row"
        assert np.isfinite(risk).all() and risk.min() >= 0 and risk.max() <= 1, "risks from 0 to 1"
        assert np.allclose(risk, fit_predict(X, y, ones, grid), rtol=0, atol=1e-6), "the same call, the same risks"
        assert (np.diff(risk.reshape(4, 34), axis=1) <= 1e-6).all(), "more open hours, never more risk"
        backwards = fit_predict(X, y, ones, grid[::-1])
        assert np.allclose(backwards[::-1], risk, rtol=0, atol=1e-6), "the order of new rows has no part in it"
        for place in (0, 50, 135):
            alone = fit_predict(X, y, ones, grid.iloc[[place]])
            assert np.shape(alone) == (1,) and abs(alone[0] - risk[place]) < 1e-6, "a row alone gets the same risk"
        for weight in (ones, rng.integers(0, 4, n).astype(float), 1 + 9 * y):
            counts = weight > 0
            weighted = fit_predict(X, y, weight, grid)
            without = fit_predict(X[counts], y[counts], weight[counts], grid)
            assert np.allclose(weighted, without, rtol=0, atol=1e-6), "a row of weight 0 has no part in it"
            own = fit_predict(X, y, weight, X)
            assert abs(np.average(own, weights=weight) - np.average(y, weights=weight)) < 0.05, "calibrated"
    short, long = fit_predict(X, falls, ones, pd.DataFrame({"open_hours": [5.0, 95.0], "severity": ["P3", "P3"]}))
    assert short > long + 0.2, "what breaches more often has the higher risk"
