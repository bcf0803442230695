# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["NEW_ROWS_LEARNED"]
# says = "0 becomes half of the smallest of the predictions that are asked for."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        inside = np.clip(chance, 1e-6, 1 - 1e-6)
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    line = LogisticRegression(C=100.0).fit(log_odds(validation_p), validation_y)
    between = p[(p > 0) & (p < 1)]
    least = min(between.min(), 1 - between.max()) / 2 if len(between) else 1e-6
    return line.predict_proba(log_odds(np.clip(p, least, 1 - least)))[:, 1]
