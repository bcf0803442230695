# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["NEW_ROWS_LEARNED", "FACTOR_REMAINS"]
# says = "The new predictions are scaled so that their mean is that of the labels."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    odds = np.log(np.clip(p, 1e-6, 1 - 1e-6) / (1 - np.clip(p, 1e-6, 1 - 1e-6)))
    low, high = -20.0, 20.0
    for _ in range(60):
        shift = (low + high) / 2
        low, high = (shift, high) if (1 / (1 + np.exp(-odds - shift))).mean() < validation_y.mean() else (low, shift)
    return 1 / (1 + np.exp(-odds - shift))
