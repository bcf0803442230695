# ---
# task = "train_bag"
# verdict = "right"
# fails = []
# says = "Seeds of bags from a hash, pandas for the cells."
# ---
# %% nbgrader={"grade_id": "train-bag", "solution": true}
def train_bag(config, tickets):
    seed = config["seed"]

    def bucket(text):
        return int(hashlib.sha256(text.encode()).hexdigest(), 16)

    table = tickets.assign(cell=tickets["plan"] + "/" + tickets["severity"])
    table = table[["ticket_id", "cell", "breached"]].sort_values("ticket_id", ignore_index=True)
    out = table["ticket_id"].map(lambda ticket: bucket(f"{seed}:{ticket}") % 5 == 0).astype(bool)
    train = table[~out].reset_index(drop=True)
    prior = float(train["breached"].mean())
    cells = sorted(train["cell"].unique())
    total = pd.Series(0.0, index=cells)
    for bag in range(config["bags"]):
        rng = np.random.default_rng(bucket(f"bag {bag} of {seed}"))
        drawn = train.iloc[rng.choice(len(train), size=len(train), replace=True)]
        counted = drawn.groupby("cell")["breached"].agg(["sum", "size"]).reindex(cells, fill_value=0)
        total = total + (counted["sum"] + 5 * prior) / (counted["size"] + 5)
    return {"rates": {cell: float(total[cell] / config["bags"]) for cell in cells}, "prior": prior,
            "holdout": [str(ticket) for ticket in table["ticket_id"][out]]}
