# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["EMPTY_PLACES_COST", "MISSING_SCORE_FIRST", "WRONG_SOMEWHERE"]
# says = "Capacity times cost, every day."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    complete = tickets["y"].notna().groupby(tickets["day"]).transform("all")
    table = tickets.assign(score=score, gain=tickets["y"] * tickets["penalty"] * rescued)[complete]
    candidates = table[table["still_open"] & table["score"].notna()]
    levels = candidates.groupby(["day", "score"])["gain"].agg(["mean", "size"])
    levels = levels.sort_index(ascending=False)
    taken_before = levels.groupby("day")["size"].cumsum() - levels["size"]
    places = (capacity - taken_before).clip(0, levels["size"])
    days = table["day"].nunique()
    return float((levels["mean"] * places).sum() / days - capacity * place_cost) if days else float("nan")
