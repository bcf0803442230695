# ---
# task = "train_bag"
# verdict = "right"
# fails = []
# says = "The standard library's generator, plain loops."
# ---
# %% nbgrader={"grade_id": "train-bag", "solution": true}
def train_bag(config, tickets):
    import random
    rows = sorted(zip(tickets["ticket_id"], tickets["plan"], tickets["severity"], tickets["breached"]))
    train, holdout = [], []
    for ticket, plan, severity, breached in rows:
        digest = hashlib.sha256(f"{config['seed']}:{ticket}".encode()).hexdigest()
        if int(digest, 16) % 5 == 0:
            holdout.append(str(ticket))
        else:
            train.append((f"{plan}/{severity}", int(breached)))
    prior = sum(label for _, label in train) / len(train)
    rates = {cell: 0.0 for cell in sorted({cell for cell, _ in train})}
    for bag in range(config["bags"]):
        rng = random.Random(f"{config['seed']}-{bag}")
        counts = {cell: [0, 0] for cell in rates}
        for cell, label in rng.choices(train, k=len(train)):
            counts[cell][0] += label
            counts[cell][1] += 1
        for cell, (breaches, number) in counts.items():
            rates[cell] += (breaches + 5 * prior) / (number + 5)
    return {"rates": {cell: rate / config["bags"] for cell, rate in rates.items()}, "prior": prior, "holdout": holdout}
