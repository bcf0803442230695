# ---
# task = "LogisticModel"
# verdict = "wrong"
# fails = ["MINIMUM_OF_ANOTHER_L2", "NOT_ARRIVED", "FITTED_WITHOUT_WEIGHTS", "REMEMBERS"]
# says = "scikit-learn with C = 1 / l2: its loss is a sum over rows, not a mean."
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
        model = LogisticRegression(C=1 / self.l2, tol=1e-10, max_iter=10_000).fit(X, y, sample_weight=weight)
        self.beta_ = np.append(model.intercept_, model.coef_[0])
        return self

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Probability of 1 for each row of X."""
        return self._risk(self.beta_[0] + X @ self.beta_[1:])

    def _risk(self, margin):
        return 0.5 * (1 + np.tanh(0.5 * margin))
