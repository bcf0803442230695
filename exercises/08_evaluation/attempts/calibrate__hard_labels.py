# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["CERTAINTY", "SHIFT_REMAINS", "FACTOR_REMAINS", "NOISE_FITTED"]
# says = "predict where predict_proba was meant: what else is off is not judged."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        inside = np.clip(chance, 1e-6, 1 - 1e-6)
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    return LogisticRegression(C=100.0).fit(log_odds(validation_p), validation_y).predict(log_odds(p))
