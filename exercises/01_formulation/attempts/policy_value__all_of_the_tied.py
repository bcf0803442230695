# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["OVER_CAPACITY", "TIES_BY_ROW", "WRONG_SOMEWHERE"]
# says = "Whoever is as good as the last one gets a place too."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    complete = tickets["y"].notna().groupby(tickets["day"]).transform("all")
    table = tickets.assign(score=score, gain=tickets["y"] * tickets["penalty"] * rescued - place_cost)[complete]
    candidates = table[table["still_open"] & table["score"].notna()]
    levels = candidates.groupby(["day", "score"])["gain"].agg(["mean", "size"])
    levels = levels.sort_index(ascending=False)
    taken_before = levels.groupby("day")["size"].cumsum() - levels["size"]
    places = levels["size"].where(taken_before < capacity, 0)
    days = table["day"].nunique()
    return float((levels["mean"] * places).sum() / days) if days else float("nan")
