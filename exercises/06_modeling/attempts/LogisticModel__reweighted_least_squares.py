# ---
# task = "LogisticModel"
# verdict = "right"
# fails = []
# says = "Iteratively reweighted least squares, shortened when the loss rises."
# ---
# %% nbgrader={"grade_id": "LogisticModel", "solution": true}
class LogisticModel:
    def __init__(self, l2: float = 1.0) -> None:
        self.l2 = l2

    def loss_and_gradient(self, beta, X, y, weight):
        A = np.hstack([np.ones((len(X), 1)), X])
        margin = A @ beta
        surprise = np.logaddexp(0, margin) - y * margin
        rate = np.exp(-np.logaddexp(0, -margin))
        ridge = self.l2 * np.r_[0, beta[1:]]
        return (np.average(surprise, weights=weight) + ridge @ beta / 2,
                np.average((rate - y)[:, None] * A, axis=0, weights=weight) + ridge)

    def fit(self, X, y, weight=None):
        w = np.ones(len(y)) if weight is None else np.array(weight, float)
        A = np.hstack([np.ones((len(X), 1)), X])
        beta = np.zeros(A.shape[1])
        for _ in range(500):
            loss, gradient = self.loss_and_gradient(beta, X, y, w)
            if np.abs(gradient).max() < 1e-8:
                break
            rate = np.exp(-np.logaddexp(0, -(A @ beta)))
            H = (A * (w * np.maximum(rate * (1 - rate), 1e-12))[:, None]).T @ A / w.sum()
            H += np.diag(np.r_[0, np.full(X.shape[1], self.l2)])
            step, part = np.linalg.solve(H, gradient), 1.0
            while part > 1e-6 and self.loss_and_gradient(beta - part * step, X, y, w)[0] > loss:
                part *= 0.5
            beta = beta - part * step
        self.beta_ = beta
        return self

    def predict(self, X):
        return np.exp(-np.logaddexp(0, -(self.beta_[0] + X @ self.beta_[1:])))
