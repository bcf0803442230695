# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["NOISE_FITTED"]
# says = "Isotonic regression, what comes out clipped to .02 to .98: the steps follow the noise."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
from sklearn.isotonic import IsotonicRegression


def calibrate(validation_p, validation_y, p):
    steps = IsotonicRegression(out_of_bounds="clip").fit(validation_p, validation_y)
    return np.clip(steps.predict(p), 0.02, 0.98)
