# ---
# task = "calibrate"
# verdict = "right"
# fails = []
# says = "Newton's steps for two numbers, by hand."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    def odds(q):
        q = np.minimum(np.maximum(q, 1e-7), 1 - 1e-7)
        return np.log(q) - np.log1p(-q)

    X = np.column_stack([np.ones(len(validation_p)), odds(validation_p)])
    weights = np.array([0.0, 1.0])
    for _ in range(60):
        fitted = 1 / (1 + np.exp(-X @ weights))
        hessian = (X * (fitted * (1 - fitted))[:, None]).T @ X + 1e-4 * np.eye(2)
        step = np.linalg.solve(hessian, X.T @ (validation_y - fitted) - 1e-4 * weights)
        weights = weights + np.clip(step, -2, 2)
    return np.clip(1 / (1 + np.exp(-(weights[0] + weights[1] * odds(p)))), 1e-9, 1 - 1e-9)
