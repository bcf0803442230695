# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["SHIFT_REMAINS", "FACTOR_REMAINS"]
# says = "p times the ratio of the observed and the predicted mean."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    return np.clip(p * validation_y.mean() / validation_p.mean(), 1e-4, 1 - 1e-4)
