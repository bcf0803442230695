# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["SHIFT_REMAINS"]
# says = "Temperature scaling: one number, no shift."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        inside = np.clip(chance, 1e-4, 1 - 1e-4)
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    line = LogisticRegression(C=100.0, fit_intercept=False).fit(log_odds(validation_p), validation_y)
    return line.predict_proba(log_odds(p))[:, 1]
