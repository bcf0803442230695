# ---
# task = "reliability_plot"
# verdict = "right"
# fails = []
# says = "A call of errorbar for each part, with caps: the points are single ones."
# ---
# %% nbgrader={"grade_id": "reliability-plot", "solution": true}
def reliability_plot(y, p, bins=10):
    _, ax = plt.subplots()
    for part in np.array_split(np.argsort(p), bins):
        n, share = len(part), y[part].mean()
        centre = (share * n + 1.96**2 / 2) / (n + 1.96**2)
        half = 1.96 * np.sqrt(share * (1 - share) * n + 1.96**2 / 4) / (n + 1.96**2)
        down, up = max(share - centre + half, 0), max(centre + half - share, 0)
        ax.errorbar(p[part].mean(), share, yerr=[[down], [up]], fmt="o", color="C0", capsize=3)
    ax.plot([0, 1], [0, 1], "k--")
    ax.set(xlim=(0, 1), ylim=(0, 1), title=f"Reliability, n = {len(y)}",
           xlabel="predicted (share of tickets)", ylabel="observed (share of tickets)")
    return ax
