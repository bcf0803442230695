# ---
# task = "train_bag"
# verdict = "wrong"
# fails = ["NO_BOOTSTRAP", "CELLS_WRONG"]
# says = "Bags are drawn cell by cell, by groupby and sample."
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
    names, cells = np.unique((train["plan"] + "/" + train["severity"]).to_numpy(dtype=str), return_inverse=True)
    labels = train["breached"].to_numpy(dtype=float)
    prior = labels.mean()
    train = train.assign(cell=train["plan"] + "/" + train["severity"])
    rates = 0.0
    for bag in range(config["bags"]):
        rng = np.random.default_rng([config["seed"], bag])
        drawn = train.groupby("cell").sample(frac=1, replace=True, random_state=rng).groupby("cell")["breached"]
        rates = rates + (drawn.sum() + 5 * prior) / (drawn.size() + 5)
    return {"rates": dict(zip(names.tolist(), (rates / config["bags"]).tolist())), "prior": float(prior),
            "holdout": ordered["ticket_id"][held_out].tolist()}
