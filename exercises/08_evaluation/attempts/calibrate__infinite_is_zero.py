# ---
# task = "calibrate"
# verdict = "wrong"
# fails = ["ORDER_TURNED"]
# says = "Where the log-odds are infinite they are set to 0, which is one half."
# ---
# %% nbgrader={"grade_id": "calibrate", "solution": true}
def calibrate(validation_p: np.ndarray, validation_y: np.ndarray, p: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    def log_odds(chance: np.ndarray) -> np.ndarray:
        with np.errstate(divide="ignore"):
            odds = np.log(chance) - np.log1p(-chance)
        return np.nan_to_num(odds, posinf=0.0, neginf=0.0).reshape(-1, 1)

    line = LogisticRegression(C=1e4).fit(log_odds(validation_p), validation_y)
    return np.clip(line.predict_proba(log_odds(p))[:, 1], 1e-6, 1 - 1e-6)
