# ---
# task = "LogisticModel"
# verdict = "wrong"
# fails = ["FITTED_WITHOUT_WEIGHTS"]
# says = "A row of weight 2 is two rows: they are repeated."
# ---
# %% nbgrader={"grade_id": "LogisticModel", "solution": true}
class LogisticModel:
    @staticmethod
    def risk(m):
        return (1 + np.tanh(m / 2)) / 2

    def __init__(self, l2=1.0):
        self.l2 = l2

    def loss_and_gradient(self, beta, X, y, weight):
        w = np.asarray(weight, float) / np.sum(weight)
        m = beta[0] + X @ beta[1:]
        loss = w @ np.logaddexp(0, np.where(y == 1, -m, m)) + self.l2 / 2 * (beta[1:] ** 2).sum()
        r = w * (self.risk(m) - y)
        return float(loss), np.r_[r.sum(), X.T @ r + self.l2 * beta[1:]]

    def fit(self, X, y, weight=None):
        if weight is not None:
            times = np.asarray(weight).astype(int)
            X, y = np.repeat(X, times, axis=0), np.repeat(y, times)
        one = np.ones(len(y))
        A = np.column_stack([one, X])
        P = np.diag(np.r_[0.0, np.full(X.shape[1], self.l2)])
        b = np.zeros(A.shape[1])
        for _ in range(200):
            loss, g = self.loss_and_gradient(b, X, y, one)
            p = self.risk(A @ b)
            step = np.linalg.solve((A * (p * (1 - p))[:, None]).T @ A / len(y) + P, g)
            t = 1.0
            while self.loss_and_gradient(b - t * step, X, y, one)[0] > loss and t > 1e-9:
                t /= 2
            b = b - t * step
        self.beta_ = b
        return self

    def predict(self, X):
        return self.risk(self.beta_[0] + X @ self.beta_[1:])
