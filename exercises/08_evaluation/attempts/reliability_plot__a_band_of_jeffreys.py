# ---
# task = "reliability_plot"
# verdict = "right"
# fails = []
# says = "Jeffreys' interval as a band, points by scatter."
# ---
# %% nbgrader={"grade_id": "reliability-plot", "solution": true}
def reliability_plot(y, p, bins=10):
    from scipy.stats import beta
    order = np.argsort(p)
    xs, ys, lows, highs = [], [], [], []
    for part in np.array_split(order, bins):
        k, n = y[part].sum(), len(part)
        xs.append(p[part].mean())
        ys.append(k / n)
        lows.append(beta.ppf(0.025, k + 0.5, n - k + 0.5))
        highs.append(beta.ppf(0.975, k + 0.5, n - k + 0.5))
    ax = plt.figure().add_subplot()
    ax.fill_between(xs, lows, highs, alpha=0.3)
    ax.scatter(xs, ys)
    ax.plot((0, 1), (0, 1))
    ax.axis((0, 1, 0, 1))
    ax.set(xlabel="predicted share of tickets", ylabel="observed share of tickets", title=f"n = {len(y):_}")
    return ax
