# ---
# task = "reliability_plot"
# verdict = "right"
# fails = []
# says = "As the lesson: no end of an interval on the far side of its point, so that errorbar takes it."
# ---
# %% nbgrader={"grade_id": "reliability-plot", "solution": true}
def reliability_plot(y: np.ndarray, p: np.ndarray, bins: int = 10) -> Axes:
    parts = np.array_split(np.argsort(p), bins)
    predicted, k = np.array([p[part].mean() for part in parts]), np.array([y[part].sum() for part in parts])
    z, n = 1.96, np.array([len(part) for part in parts])
    shrunk, half = (k + z**2 / 2) / (n + z**2), z * np.sqrt(k * (n - k) / n + z**2 / 4) / (n + z**2)
    low, high = np.minimum(shrunk - half, k / n), np.maximum(shrunk + half, k / n)
    _, ax = plt.subplots()
    ax.plot([0, 1], [0, 1], color="0.6", linestyle="--")
    ax.errorbar(predicted, k / n, fmt="o", yerr=[k / n - low, high - k / n])
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="predicted (share of tickets)", ylabel="observed (share of tickets)",
           title=f"Reliability (n = {len(y):,})")
    return ax
