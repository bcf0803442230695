# ---
# task = "LogisticModel"
# verdict = "wrong"
# fails = ["REMEMBERS"]
# says = "Another table with the same columns is more data."
# ---
# %% nbgrader={"grade_id": "LogisticModel", "solution": true}
class LogisticModel:
    """Logistic regression with an L2 penalty on all coefficients but the intercept.

    l2: the strength lambda, >= 0. After fit, beta_ is the array (intercept, coefficients).
    """

    def __init__(self, l2: float = 1.0) -> None:
        self.l2 = l2

    def loss_and_gradient(self, beta: np.ndarray, X: np.ndarray, y: np.ndarray,
                          weight: np.ndarray) -> tuple[float, np.ndarray]:
        """L and its gradient at beta, of shape (1 + number of columns,)."""
        design = np.column_stack([np.ones(len(X)), X])
        penalty = np.append(0.0, np.full(len(beta) - 1, self.l2))
        share = weight / weight.sum()
        margin = design @ beta
        loss = share @ np.logaddexp(0, np.where(y == 1, -margin, margin)) + 0.5 * penalty @ beta**2
        return float(loss), design.T @ (share * (self._risk(margin) - y)) + penalty * beta

    def fit(self, X: np.ndarray, y: np.ndarray, weight: np.ndarray | None = None) -> "LogisticModel":
        """Find the minimum of L; returns self."""
        weight = np.ones(len(X)) if weight is None else np.asarray(weight, dtype=float)
        if hasattr(self, "seen_") and self.seen_[0].shape[1] == X.shape[1]:
            X, y, weight = (np.concatenate(pair) for pair in zip(self.seen_, (X, y, weight)))
        self.seen_ = X, y, weight
        design = np.column_stack([np.ones(len(X)), X])
        penalty = np.append(0.0, np.full(X.shape[1], self.l2))
        share = weight / weight.sum()
        beta = np.zeros(design.shape[1])
        loss, gradient = self.loss_and_gradient(beta, X, y, weight)
        while np.abs(gradient).max() > 1e-9:
            risk = self._risk(design @ beta)
            curvature = (design.T * (share * risk * (1 - risk))) @ design + np.diag(penalty)
            step = np.linalg.lstsq(curvature, gradient, rcond=1e-15)[0]
            length = 1.0
            while length > 1e-10:
                trial = beta - length * step
                new_loss, new_gradient = self.loss_and_gradient(trial, X, y, weight)
                if new_loss < loss:
                    break
                length = length / 2
            else:
                break
            beta, loss, gradient = trial, new_loss, new_gradient
        self.beta_ = beta
        return self

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Probability of 1 for each row of X."""
        return self._risk(self.beta_[0] + X @ self.beta_[1:])

    def _risk(self, margin):
        return 0.5 * (1 + np.tanh(0.5 * margin))
