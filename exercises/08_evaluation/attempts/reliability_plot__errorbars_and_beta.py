# ---
# task = "reliability_plot"
# verdict = "right"
# fails = []
# says = "Clopper-Pearson by scipy, errorbar, a pandas table, the number in the legend."
# ---
# %% nbgrader={"grade_id": "reliability-plot", "solution": true}
def reliability_plot(y, p, bins=10):
    from scipy.stats import beta
    table = pd.DataFrame({"y": y, "p": p}).sort_values("p")
    table["part"] = np.repeat(np.arange(bins), [len(part) for part in np.array_split(np.arange(len(y)), bins)])
    rows = table.groupby("part").agg(p=("p", "mean"), share=("y", "mean"), k=("y", "sum"), n=("y", "size"))
    low = np.nan_to_num(beta.ppf(0.025, rows["k"], rows["n"] - rows["k"] + 1), nan=0.0)
    high = np.nan_to_num(beta.ppf(0.975, rows["k"] + 1, rows["n"] - rows["k"]), nan=1.0)
    figure, ax = plt.subplots()
    ax.errorbar(rows["p"], rows["share"], yerr=[rows["share"] - low, high - rows["share"]], fmt="s", capsize=3,
                label=f"observed, n = {len(y)}")
    ax.plot(np.linspace(0, 1, 11), np.linspace(0, 1, 11), "k:")
    ax.set_xlim(-0.02, 1.02)
    ax.set_ylim(-0.02, 1.02)
    ax.set_xlabel("Predicted, mean of the part (share of tickets)")
    ax.set_ylabel("Observed (share of tickets)")
    ax.set_title("Reliability")
    ax.legend()
    return ax
