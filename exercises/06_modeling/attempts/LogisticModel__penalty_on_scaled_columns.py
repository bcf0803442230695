# ---
# task = "LogisticModel"
# verdict = "wrong"
# fails = ["NOT_ARRIVED", "FITTED_WITHOUT_WEIGHTS", "REMEMBERS"]
# says = "Columns are standardised before a penalty."
# source = "make_pipeline(StandardScaler(), LogisticRegression())"
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
        w = np.ones(len(y)) if weight is None else np.asarray(weight, dtype=float)
        mean, size = X.mean(axis=0), X.std(axis=0)
        Z = (X - mean) / size
        found = minimize(self.loss_and_gradient, np.zeros(1 + Z.shape[1]), args=(Z, np.asarray(y), w), jac=True, method="BFGS",
                         options={"gtol": 1e-10, "maxiter": 5000})
        slopes = found.x[1:] / size
        self.beta_ = np.r_[found.x[0] - slopes @ mean, slopes]
        return self

    def predict(self, X):
        from scipy.special import expit
        return expit(np.asarray(X) @ self.beta_[1:] + self.beta_[0])
