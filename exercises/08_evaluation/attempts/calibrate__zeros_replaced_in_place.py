# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "Only what is exactly 0 or 1 is replaced, in the caller's array."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        inside = np.clip(chance, 1e-4, 1 - 1e-4)
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    validation_p[validation_p == 0] = 1e-6
    line = LogisticRegression(C=100.0).fit(log_odds(validation_p), validation_y)
    return line.predict_proba(log_odds(p))[:, 1]
