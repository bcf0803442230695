# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["SHIFT_REMAINS", "FACTOR_REMAINS"]
# says = "AUC is fine, so nothing is done."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    return np.clip(p, 1e-6, 1 - 1e-6)
