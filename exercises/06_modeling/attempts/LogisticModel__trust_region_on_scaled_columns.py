# ---
# task = "LogisticModel"
# verdict = "right"
# fails = []
# says = "A trust region of SciPy, on columns of size one."
# ---
# %% nbgrader={"grade_id": "LogisticModel", "solution": true}
class LogisticModel:
    def __init__(self, l2=1.0):
        self.l2 = l2

    def loss_and_gradient(self, beta, X, y, weight):
        from scipy.special import expit
        w = np.array(weight, dtype=float) / np.sum(weight)
        m = beta[0] + np.asarray(X) @ beta[1:]
        signed = np.where(np.asarray(y) == 1, m, -m)
        loss = np.sum(w * -np.minimum(signed, 0)) + np.sum(w * np.log1p(np.exp(-np.abs(signed))))
        off = w * (expit(m) - y)
        gradient = np.r_[off.sum(), off @ X + self.l2 * beta[1:]]
        return loss + self.l2 / 2 * np.dot(beta[1:], beta[1:]), gradient

    def fit(self, X, y, weight=None):
        from scipy.optimize import minimize
        w = np.ones(len(y)) if weight is None else weight
        size = np.r_[1.0, np.sqrt((np.asarray(X) ** 2).mean(axis=0) + 4 * self.l2)]

        def scaled(b):
            loss, gradient = self.loss_and_gradient(b / size, X, y, w)
            return loss, gradient / size

        def curved(b):
            from scipy.special import expit
            A = np.c_[np.ones(len(y)), X] / size
            p = expit(A @ b)
            return (A.T * (w / np.sum(w) * p * (1 - p))) @ A + np.diag(np.r_[0, np.full(A.shape[1] - 1, self.l2)] / size ** 2)

        found = minimize(scaled, np.zeros(len(size)), jac=True, hess=curved, method="trust-exact",
                         options={"gtol": 1e-12, "maxiter": 2000})
        self.beta_ = found.x / size
        return self

    def predict(self, X):
        from scipy.special import expit
        return expit(np.asarray(X) @ self.beta_[1:] + self.beta_[0])
