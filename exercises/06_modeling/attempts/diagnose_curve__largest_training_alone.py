# ---
# task = "diagnose_curve"
# verdict = "wrong"
# fails = ["BIAS_UNSEEN"]
# says = "All that counts is the training with the most rows."
# ---
# %% nbgrader={"grade_id": "diagnose-curve", "solution": true}
def diagnose_curve(curve: pd.DataFrame) -> str:
    """What is wrong: "bug", "leak", "labels", "bias", "variance" or "fine".

    curve: rows, train, valid, audited, served, constant, expert; a row a training, in any order; losses in nats.
    """
    ordered = curve.sort_values("rows")
    span = ordered["constant"] - ordered["expert"]
    losses = ordered[["train", "valid", "audited", "served"]]
    excess = losses.sub(ordered["expert"], axis=0).div(span, axis=0)
    many = excess.iloc[-1]
    if many["train"] > 0.75:
        return "bug"
    if many["served"] - many["valid"] > 0.2:
        return "leak"
    if many["valid"] - many["audited"] > 0.15:
        return "labels"
    if many["valid"] - many["train"] > 0.2:
        return "variance"
    return "bias" if many["valid"] > 0.2 else "fine"
