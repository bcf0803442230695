# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["TIES_BY_ROW", "WRONG_SOMEWHERE"]
# says = "nlargest takes the best of each day."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    complete = tickets["y"].notna().groupby(tickets["day"]).transform("all")
    table = tickets.assign(score=score)[complete]
    days = table["day"].nunique()
    ranked = table[table["still_open"] & table["score"].notna()].sort_values("score", ascending=False, kind="stable")
    chosen = ranked.groupby("day").head(capacity)
    return float((chosen["y"] * chosen["penalty"] * rescued - place_cost).sum() / days) if days else float("nan")
