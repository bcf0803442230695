# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["NOISE_FITTED"]
# says = "Isotonic regression kept from .01 to .99: less is lost to a wrong certainty, the steps follow the noise."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
from sklearn.isotonic import IsotonicRegression


def calibrate(validation_p, validation_y, p):
    steps = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip").fit(validation_p, validation_y)
    return steps.predict(p)
