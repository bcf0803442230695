# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["FACTOR_REMAINS"]
# says = "The prior is corrected: the log-odds are shifted, and nothing else."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    def odds(q):
        return np.log(np.clip(q, 1e-6, 1 - 1e-6) / (1 - np.clip(q, 1e-6, 1 - 1e-6)))
    low, high = -20.0, 20.0
    for _ in range(60):
        shift = (low + high) / 2
        mean = (1 / (1 + np.exp(-odds(validation_p) - shift))).mean()
        low, high = (shift, high) if mean < validation_y.mean() else (low, shift)
    return 1 / (1 + np.exp(-odds(p) - shift))
