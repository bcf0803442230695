# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["SHIFT_REMAINS", "FACTOR_REMAINS"]
# says = "A logistic regression on p itself, not on its log-odds."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        inside = np.clip(chance, 1e-6, 1 - 1e-6)
        return np.log(inside / (1 - inside)).reshape(-1, 1)

    line = LogisticRegression(C=100.0).fit(validation_p.reshape(-1, 1), validation_y)
    return line.predict_proba(p.reshape(-1, 1))[:, 1]
