# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["MISSING_SCORE_FIRST", "TIES_BY_ROW", "WRONG_SOMEWHERE"]
# says = "Sort by score and turn it round."
# source = "argsort()[::-1] puts missing values first; many answers on ranking with numpy use it."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    complete = tickets["y"].notna().groupby(tickets["day"]).transform("all")
    table = tickets.assign(score=score)[complete]
    values = []
    for _, day in table.groupby("day"):
        day = day[day["still_open"]]
        order = np.argsort(day["score"].to_numpy(), kind="stable")[::-1][:capacity]
        chosen = day.iloc[order]
        values.append((chosen["y"] * chosen["penalty"] * rescued - place_cost).sum())
    return float(np.mean(values)) if values else float("nan")
