# ---
# task = "diagnose_curve"
# verdict = "right"
# fails = []
# says = "The strongest of five pieces of evidence."
# ---
# %% nbgrader={"grade_id": "diagnose-curve", "solution": true}
def diagnose_curve(curve):
    size = (curve["constant"] - curve["expert"]).iloc[0]
    first = curve.loc[curve["rows"].idxmin()]
    last = curve.loc[curve["rows"].idxmax()]
    if first["constant"] - first["train"] < 0.25 * size:
        return "bug"
    evidence = {"leak": last["served"] - last["valid"], "labels": last["valid"] - last["audited"],
                "variance": last["valid"] - last["train"]}
    for kind, gap in evidence.items():
        if gap > 0.175 * size:
            return kind
    return "bias" if last["audited"] - last["expert"] > 0.175 * size else "fine"
