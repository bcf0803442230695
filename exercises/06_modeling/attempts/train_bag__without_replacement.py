# ---
# task = "train_bag"
# verdict = "wrong"
# fails = ["SEED_IGNORED", "BAGS_ALIKE", "SEEDS_OVERLAP", "NO_BOOTSTRAP"]
# says = "DataFrame.sample with all rows: replace=True is forgotten."
# ---
# %% nbgrader={"grade_id": "train-bag", "solution": true}
def train_bag(config: dict[str, int], tickets: pd.DataFrame) -> dict[str, object]:
    """Breach rates of (plan, severity), averaged over bootstrap samples; the same arguments give the same bytes.

    config: bags >= 1, seed >= 0. tickets: ticket_id, plan, severity, breached (0 or 1), in any order. Returns
    "rates" (by "plan/severity"), "prior" and "holdout" (ids), ready for json.dumps.
    """
    ordered = tickets.sort_values("ticket_id")
    held_out = np.array([int(hashlib.sha256(f"{config['seed']}:{ticket}".encode()).hexdigest(), 16) % 5 == 0
                         for ticket in ordered["ticket_id"]])
    train = ordered[~held_out]
    train = train.assign(cell=train["plan"] + "/" + train["severity"])
    names, prior = sorted(train["cell"].unique()), train["breached"].mean()
    rates = pd.Series(0.0, index=names)
    for bag in range(config["bags"]):
        drawn = train.sample(frac=1, random_state=np.random.default_rng([config["seed"], bag]))
        cells = drawn.groupby("cell")["breached"].agg(["sum", "size"]).reindex(names, fill_value=0)
        rates += (cells["sum"] + 5 * prior) / (cells["size"] + 5)
    return {"rates": {name: float(rates[name]) / config["bags"] for name in names}, "prior": float(prior),
            "holdout": ordered["ticket_id"][held_out].tolist()}
