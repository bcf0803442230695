# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["ORDER_TURNED", "NOISE_FITTED"]
# says = "The share of breaches of one of ten equal bins, smoothed a little: histogram binning."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    edges = np.quantile(validation_p, np.linspace(0, 1, 31))[1:-1]
    place = np.digitize(validation_p, edges)
    ones, all_rows = (np.bincount(place, weights=w, minlength=30) for w in (validation_y, np.ones(len(place))))
    return ((ones + 0.5) / (all_rows + 1))[np.digitize(p, edges)]
