# ---
# task = "reliability_plot"
# verdict = "wrong"
# fails = ["NO_DIAGONAL", "CUT_AXES"]
# says = "Axes and diagonal end at the largest point."
# ---
# %% nbgrader={"grade_id": "reliability-plot", "solution": true}
def reliability_plot(y: np.ndarray, p: np.ndarray, bins: int = 10) -> Axes:
    parts = np.array_split(np.argsort(p), bins)
    predicted, observed = (np.array([values[part].mean() for part in parts]) for values in (p, y))
    n, z = np.array([len(part) for part in parts]), 1.96
    centre = (observed * n + z**2 / 2) / (n + z**2)
    half = z * np.sqrt(observed * (1 - observed) * n + z**2 / 4) / (n + z**2)
    _, ax = plt.subplots(figsize=(5.5, 5))
    most = max(predicted.max(), observed.max())
    ax.plot([0, most], [0, most], color="0.6", linestyle="--", label="as predicted")
    ax.vlines(predicted, centre - half, centre + half, color="#0072B2", label="95 % interval")
    ax.plot(predicted, observed, "o", color="#0072B2", label=f"{bins} parts of equal size")
    ax.set(title=f"Are the predictions right? (n = {len(y):,})",
           xlabel="predicted breaches (share of tickets)", ylabel="observed breaches (share of tickets)")
    ax.set(xlim=(0, most), ylim=(0, most))
    ax.legend(loc="upper left", frameon=False)
    return ax
