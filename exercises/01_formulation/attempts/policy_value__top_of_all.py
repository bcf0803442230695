# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["CAPACITY_OVER_ALL", "TIES_BY_ROW", "WRONG_SOMEWHERE"]
# says = "The tickets with the highest scores get the places."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    complete = tickets["y"].notna().groupby(tickets["day"]).transform("all")
    table = tickets.assign(score=score)[complete]
    days = table["day"].nunique()
    chosen = table[table["still_open"]].dropna(subset=["score"]).nlargest(capacity * days, "score")
    return float((chosen["y"] * chosen["penalty"] * rescued - place_cost).sum() / days) if days else float("nan")
