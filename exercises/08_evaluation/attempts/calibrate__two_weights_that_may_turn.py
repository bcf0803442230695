# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["ORDER_TURNED"]
# says = "Beta calibration as a logistic regression: log(p) and -log(1 - p) with a weight each, of any sign."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    from sklearn.linear_model import LogisticRegression

    def features(chance):
        inside = np.clip(chance, 1e-4, 1 - 1e-4)
        return np.column_stack([np.log(inside), -np.log(1 - inside)])

    fitted = LogisticRegression(C=1e6, max_iter=2000).fit(features(validation_p), validation_y)
    return np.clip(fitted.predict_proba(features(p))[:, 1], 1e-9, 1 - 1e-9)
