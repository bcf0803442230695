# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["FACTOR_REMAINS"]
# says = "Kept off 0 and 1 by far too much: nothing is rarer than one in twenty."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        inside = np.clip(chance, 1e-6, 1 - 1e-6)
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    line = LogisticRegression(C=100.0).fit(log_odds(validation_p), validation_y)
    return np.clip(line.predict_proba(log_odds(p))[:, 1], 0.05, 0.95)
