# ---
# task = "diagnose_curve"
# verdict = "right"
# fails = []
# says = "Medians over three trainings at each end."
# ---
# %% nbgrader={"grade_id": "diagnose-curve", "solution": true}
def diagnose_curve(curve):
    table = curve.sort_values("rows", ascending=False)
    share = table[["train", "valid", "audited", "served"]] - table[["expert"]].to_numpy()
    share = share / (table["constant"] - table["expert"]).mean()
    train, valid, audited, served = share.head(1).to_numpy()[0]
    start = share["train"].tail(2).min()
    rules = [("bug", start > 0.75), ("leak", served > valid + 0.25), ("labels", valid > audited + 0.18),
             ("variance", valid > train + 0.22), ("bias", valid > 0.18)]
    return next((kind for kind, holds in rules if holds), "fine")
