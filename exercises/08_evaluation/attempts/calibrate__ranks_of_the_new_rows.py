# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["NEW_ROWS_LEARNED"]
# says = "Quantiles of the new predictions are mapped to rates."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        inside = np.clip(chance, 1e-6, 1 - 1e-6)
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    line = LogisticRegression(C=100.0).fit(log_odds(validation_p), validation_y)
    rank = (p[:, None] >= p[None, :]).mean(axis=1) * 0.98 + 0.01
    sorted_p = np.quantile(validation_p, rank)
    return line.predict_proba(log_odds(sorted_p))[:, 1]
