# ---
# task = "reliability_plot"
# verdict = "right"
# fails = []
# says = "Wilson's formula with rounded constants, which leaves the range by a hundred-thousandth."
# ---
# %% nbgrader={"grade_id": "reliability-plot", "solution": true}
def reliability_plot(y: np.ndarray, p: np.ndarray, bins: int = 10) -> Axes:
    parts = np.array_split(np.argsort(p), bins)
    predicted, observed = (np.array([values[part].mean() for part in parts]) for values in (p, y))
    n = np.array([len(part) for part in parts])
    centre = (observed * n + 1.92) / (n + 3.84)
    half = 1.96 * np.sqrt(observed * (1 - observed) * n + 0.96) / (n + 3.84)
    _, ax = plt.subplots(figsize=(5.5, 5))
    ax.plot([0, 1], [0, 1], color="0.6", linestyle="--", label="as predicted")
    ax.vlines(predicted, centre - half, centre + half, color="#0072B2", label="95 % interval")
    ax.plot(predicted, observed, "o", color="#0072B2", label=f"{bins} parts of equal size")
    ax.set(xlim=(0, 1), ylim=(0, 1), title=f"Are the predictions right? (n = {len(y):,})",
           xlabel="predicted breaches (share of tickets)", ylabel="observed breaches (share of tickets)")
    ax.legend(loc="upper left", frameon=False)
    return ax
