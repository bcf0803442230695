# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["CERTAINTY"]
# says = "The log-odds are cut at one in a billion: times three, they are certain again."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p, validation_y, p):
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance):
        inside = np.clip(chance, 1e-9, 1 - 1e-9)
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    line = LogisticRegression(C=1e6).fit(log_odds(validation_p), validation_y)
    return line.predict_proba(log_odds(p))[:, 1]
