# ---
# task = "calibrate"
# verdict = "right"
# fails = []
# says = "Beta calibration: log(p) and -log(1 - p), both weights kept from falling below 0."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    from scipy.optimize import minimize

    def features(chance):
        inside = np.clip(chance, 1e-4, 1 - 1e-4)
        return np.column_stack([np.log(inside), -np.log(1 - inside), np.ones(len(inside))])

    def loss(weights):
        odds = features(validation_p) @ weights
        harm = np.logaddexp(0, odds).sum() - validation_y @ odds + 0.01 * (weights[:2]**2).sum()
        slope = features(validation_p).T @ (1 / (1 + np.exp(-odds)) - validation_y)
        return harm, slope + np.append(0.02 * weights[:2], 0)

    bounds = [(0, None), (0, None), (None, None)]
    weights = minimize(loss, [1.0, 1.0, 0.0], jac=True, method="L-BFGS-B", bounds=bounds).x
    return np.clip(1 / (1 + np.exp(-features(p) @ weights)), 1e-9, 1 - 1e-9)
