# ---
# task = "policy_value"
# verdict = "right"
# fails = []
# says = "Day by day, score by score."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    table = tickets.join(score.rename("score"))
    values = []
    for _, day in table.groupby("day"):
        if day["y"].isna().any():
            continue
        saved, left = 0.0, capacity
        open_ones = day[day["still_open"]].dropna(subset=["score"])
        for value in sorted(open_ones["score"].unique(), reverse=True):
            group = open_ones[open_ones["score"] == value]
            part = min(1.0, left / len(group))
            saved += part * (group["y"] * group["penalty"] * rescued - place_cost).sum()
            left -= part * len(group)
        values.append(saved)
    return float(np.mean(values)) if values else np.nan
