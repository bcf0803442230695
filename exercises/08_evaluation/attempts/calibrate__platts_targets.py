# ---
# task = "calibrate"
# verdict = "right"
# fails = []
# says = "Platt's way: scipy minimises the loss with softened labels."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
from scipy.optimize import minimize


def calibrate(validation_p, validation_y, p):
    def odds(q):
        return np.log(np.clip(q, 1e-5, 1 - 1e-5) / (1 - np.clip(q, 1e-5, 1 - 1e-5)))
    ones, zeros = validation_y.sum(), len(validation_y) - validation_y.sum()
    target = np.where(validation_y == 1, (ones + 1) / (ones + 2), 1 / (zeros + 2))
    x = odds(validation_p)
    def loss(w):
        return np.mean(np.logaddexp(0, w[0] + w[1] * x) - target * (w[0] + w[1] * x))
    shift, factor = minimize(loss, [0.0, 1.0]).x
    return 1 / (1 + np.exp(-(shift + factor * odds(p))))
