# ---
# task = "diagnose_curve"
# verdict = "wrong"
# fails = [
#     "RETURN_SHAPE", "ORDER_MATTERS", "UNIT_MATTERS", "BUG_UNSEEN", "LEAK_UNSEEN", "LABELS_UNSEEN",
#     "BIAS_UNSEEN", "VARIANCE_UNSEEN", "FALSE_ALARM", "INPUT_CHANGED"
# ]
# says = "A sentence says more."
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
    few, many = excess.iloc[0], excess.iloc[-1]
    if few["train"] > 0.8:
        return "the optimiser does not move"
    if many["served"] - many["valid"] > 0.2:
        return "there is a leak"
    if many["valid"] - many["audited"] > 0.15:
        return "labels are noisy"
    if many["valid"] - many["train"] > 0.2:
        return "high variance"
    return "high bias" if many["valid"] > 0.2 else "looks fine"
