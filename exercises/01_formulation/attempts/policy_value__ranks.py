# ---
# task = "policy_value"
# verdict = "right"
# fails = []
# says = "The chance of a place from two ranks of the score within the day."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    table = tickets.assign(score=score.reindex(tickets.index).where(tickets["still_open"]))
    days = table.groupby("day")
    complete = days["y"].transform("count") == days["y"].transform("size")
    above = days["score"].rank(method="min", ascending=False) - 1
    tied = table.groupby(["day", "score"])["y"].transform("size")
    chance = ((capacity - above) / tied).clip(0, 1).where(table["score"].notna(), 0.0)
    gain = table["y"] * table["penalty"] * rescued - place_cost
    total = (chance * gain)[complete].sum()
    n = table.loc[complete, "day"].nunique()
    return float(total) / n if n else float("nan")
