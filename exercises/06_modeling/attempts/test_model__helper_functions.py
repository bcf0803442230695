# ---
# task = "test_model"
# verdict = "right"
# fails = []
# says = "A function a promise, other tables."
# ---
# %% nbgrader={"grade_id": "test-model", "solution": true}
def test_model(fit_predict):
    hours = np.linspace(1.0, 100.0, 40)
    X = pd.DataFrame({"open_hours": hours, "severity": np.resize(["P4", "P2", "P1", "P3", "P2"], 40)})
    one = np.ones(40)
    new = pd.DataFrame({"open_hours": np.r_[np.arange(1, 101, 1.5), 53.0, 7.0], "severity": "P3"})
    order = np.argsort(new["open_hours"].to_numpy(), kind="stable")

    def equal(a, b, what):
        assert np.shape(a) == np.shape(b) and np.max(np.abs(np.asarray(a) - np.asarray(b))) <= 1.5e-6, what

    labels = {"down": hours < 40, "up": hours > 70, "few": np.arange(40) % 9 == 4, "wave": np.sin(hours / 8) > 0.3}
    for y in labels.values():
        y = y.astype(float)
        first = fit_predict(X, y, one, new)
        assert np.shape(first) == (len(new),), "one risk a row"
        assert np.all(np.isfinite(first)) and np.all((0 <= first) & (first <= 1)), "from 0 to 1"
        equal(first, fit_predict(X, y, one, new), "repeatable")
        for severity in ("P1", "P2", "P3", "P4"):
            swept = fit_predict(X, y, one, new.assign(severity=severity))
            assert np.all(np.diff(swept[order]) <= 1e-6), "monotone"
        parts = [fit_predict(X, y, one, new.iloc[[i]])[0] for i in range(0, len(new), 11)]
        equal(np.array(parts), first[::11], "row by row")
        equal(fit_predict(X, y, one, new.iloc[::-1]), first[::-1], "in any order")
        for weight in (np.resize([0.0, 1.0, 3.0], 40), 1 + 7 * y, one):
            rows = np.concatenate([[i] * int(weight[i]) for i in range(40)]).astype(int)
            equal(fit_predict(X, y, weight, new), fit_predict(X.iloc[rows], y[rows], np.ones(len(rows)), new), "weights")
            said = fit_predict(X, y, weight, X)
            assert abs((weight * (said - y)).sum() / weight.sum()) < 0.05, "calibrated"
    sure = fit_predict(X, (hours < 50).astype(float), one, X)
    assert sure[:5].mean() - sure[-5:].mean() > 0.2, "learns"
