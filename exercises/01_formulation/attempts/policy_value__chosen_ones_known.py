# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["UNKNOWN_IS_MET", "WRONG_SOMEWHERE"]
# says = "A day counts if the outcomes of its chosen tickets are known."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    table = tickets.assign(score=score)
    values = []
    for _, day in table.groupby("day"):
        able = day[day["still_open"] & day["score"].notna()]
        above = able["score"].rank(method="min", ascending=False) - 1
        chance = ((capacity - above) / able.groupby("score")["y"].transform("size")).clip(0, 1)
        gain = able["y"] * able["penalty"] * rescued - place_cost
        if not gain[chance > 0].isna().any():
            values.append((gain * chance)[chance > 0].sum())
    return float(np.mean(values)) if values else float("nan")
