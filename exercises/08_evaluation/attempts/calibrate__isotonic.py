# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["NOISE_FITTED"]
# says = "Isotonic regression, as the documentation offers it: with 200 rows it follows the noise."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
from sklearn.isotonic import IsotonicRegression


def calibrate(validation_p, validation_y, p):
    steps = IsotonicRegression(y_min=0.001, y_max=0.999, out_of_bounds="clip").fit(validation_p, validation_y)
    return steps.predict(p)
