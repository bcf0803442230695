# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["CERTAINTY"]
# says = "Clipped to 1e-15 before, not after: a factor of three carries it to 1."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance):
        inside = np.clip(chance, 1e-15, 1 - 1e-15)
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    line = LogisticRegression(C=100.0).fit(log_odds(validation_p), validation_y)
    return line.predict_proba(log_odds(p))[:, 1]
