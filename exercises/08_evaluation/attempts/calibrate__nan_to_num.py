# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["SHIFT_REMAINS"]
# says = "The largest float stands for an infinite log-odds."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        with np.errstate(divide="ignore"):
            return np.nan_to_num(np.log(chance) - np.log1p(-chance)).reshape(-1, 1)

    line = LogisticRegression(C=1e4).fit(log_odds(validation_p), validation_y)
    return np.clip(line.predict_proba(log_odds(p))[:, 1], 1e-6, 1 - 1e-6)
