# ---
# task = "triage"
# verdict = "right"
# fails = []
# says = "Two loops over causes, and plain arithmetic."
# ---
# %% nbgrader={"grade_id": "triage", "solution": true}
def triage(evidence, rates, costs):
    e = {name: value for name, value in evidence.items() if value == value}
    if e.get("findings", 0) > 0 or e.get("skew", 0) > 0.02:
        return "bug"
    if e.get("outcomes", 1) < 0.5:
        return "labels"
    possible = set(rates.index)
    if "findings" in e and "skew" in e:
        possible -= {"bug"}
    if "outcomes" in e:
        possible -= {"labels"}
    if "moved" in e:
        possible -= {"concept", "quiet"} if e["moved"] > 6 else {"season", "covariate"}
    if "moved_year" in e:
        possible -= {"season"} if e["moved_year"] > 6 else {"covariate"}
    if "gap" in e:
        possible -= {"quiet"} if abs(e["gap"]) > 3.5 else {"concept"}
    best, least = None, float("inf")
    for said in costs.columns:
        cost = sum(rates[c] * costs.at[c, said] for c in rates.index if c in (possible or set(rates.index)))
        if best is None or cost < least - 1e-12:
            best, least = said, cost
    return best
