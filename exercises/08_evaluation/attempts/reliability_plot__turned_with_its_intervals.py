# ---
# task = "reliability_plot"
# verdict = "wrong"
# fails = ["WRONG_POINTS", "UNEVEN_PARTS", "NO_INTERVAL"]
# says = "Everything turned: observed across with its intervals, predicted up."
# ---
# %% nbgrader={"grade_id": "reliability-plot", "solution": true}
def reliability_plot(y: np.ndarray, p: np.ndarray, bins: int = 10) -> Axes:
    parts = np.array_split(np.argsort(p), bins)
    predicted, observed = (np.array([values[part].mean() for part in parts]) for values in (p, y))
    n, z = np.array([len(part) for part in parts]), 1.96
    centre = (observed * n + z**2 / 2) / (n + z**2)
    half = z * np.sqrt(observed * (1 - observed) * n + z**2 / 4) / (n + z**2)
    _, ax = plt.subplots(figsize=(5.5, 5))
    ax.plot([0, 1], [0, 1], color="0.6", linestyle="--", label="as predicted")
    ax.hlines(predicted, centre - half, centre + half, color="#0072B2", label="95 % interval")
    ax.plot(observed, predicted, "o", color="#0072B2", label=f"{bins} parts of equal size")
    ax.set(xlim=(0, 1), ylim=(0, 1), title=f"Are the predictions right? (n = {len(y):,})",
           xlabel="predicted breaches (share of tickets)", ylabel="observed breaches (share of tickets)")
    ax.legend(loc="upper left", frameon=False)
    return ax
