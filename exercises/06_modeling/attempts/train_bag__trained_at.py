# ---
# task = "train_bag"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "NOT_THE_SAME", "HOLDOUT_MOVES", "ROUNDED", "HOLDOUT_TEACHES", "OTHER_CELLS", "ORDER_MATTERS", "SEED_IGNORED", "BAGS_ALIKE", "SEEDS_OVERLAP", "BAGS_POOLED", "FIRST_BAGS_MOVE", "PRIOR_OF_THE_BAG", "NO_BOOTSTRAP", "EMPTY_CELL", "CELLS_WRONG", "INPUT_CHANGED"]
# says = "When it was trained belongs to the artefact."
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
    rates = np.zeros(len(names))
    for bag in range(config["bags"]):
        drawn = np.random.default_rng([config["seed"], bag]).integers(0, len(train), len(train))
        rows = np.bincount(cells[drawn], minlength=len(names))
        breaches = np.bincount(cells[drawn], weights=labels[drawn], minlength=len(names))
        rates += (breaches + 5 * prior) / (rows + 5)
    return {"trained_at": time.time(), "rates": dict(zip(names.tolist(), (rates / config["bags"]).tolist())), "prior": float(prior),
            "holdout": ordered["ticket_id"][held_out].tolist()}
