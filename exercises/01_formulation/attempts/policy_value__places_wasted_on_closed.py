# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["CLOSED_TICKETS", "WRONG_SOMEWHERE"]
# says = "The top of the day first, then who is still open."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    complete = tickets["y"].notna().groupby(tickets["day"]).transform("all")
    table = tickets.assign(score=score, gain=tickets["y"] * tickets["penalty"] * rescued - place_cost)[complete]
    candidates = table[table["score"].notna()]
    candidates = candidates.assign(gain=candidates["gain"].where(candidates["still_open"], 0.0))
    levels = candidates.groupby(["day", "score"])["gain"].agg(["mean", "size"])
    levels = levels.sort_index(ascending=False)
    taken_before = levels.groupby("day")["size"].cumsum() - levels["size"]
    places = (capacity - taken_before).clip(0, levels["size"])
    days = table["day"].nunique()
    return float((levels["mean"] * places).sum() / days) if days else float("nan")
