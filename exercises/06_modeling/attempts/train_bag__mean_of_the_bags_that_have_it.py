# ---
# task = "train_bag"
# verdict = "wrong"
# fails = ["CELLS_WRONG"]
# says = "The mean over those bags that have the cell: pd.DataFrame(bags).mean()."
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
    bags = []
    for bag in range(config["bags"]):
        drawn = np.random.default_rng([config["seed"], bag]).integers(0, len(train), len(train))
        sums = pd.Series(labels[drawn]).groupby(names[cells[drawn]]).agg(["sum", "size"])
        bags.append((sums["sum"] + 5 * prior) / (sums["size"] + 5))
    rates = pd.DataFrame(bags).mean().reindex(names).fillna(prior)
    return {"rates": rates.to_dict(), "prior": float(prior), "holdout": ordered["ticket_id"][held_out].tolist()}
