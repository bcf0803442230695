# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["CERTAINTY"]
# says = "The log-odds of 0 and 1 as they are."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        inside = chance
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    known = (validation_p > 0) & (validation_p < 1)
    validation_p, validation_y = validation_p[known], validation_y[known]
    line = LogisticRegression(C=100.0).fit(log_odds(validation_p), validation_y)
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(-(line.intercept_[0] + line.coef_[0, 0] * log_odds(p)[:, 0])))
