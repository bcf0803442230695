# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["ORDER_TURNED", "NOISE_FITTED"]
# says = "The share of breaches among the 200 nearest predictions."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    nearest = np.argsort(np.abs(p[:, None] - validation_p[None, :]), axis=1)[:, :200]
    return (validation_y[nearest].sum(axis=1) + 0.5) / 201
