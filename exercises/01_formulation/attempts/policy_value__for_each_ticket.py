# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["SUM_OF_DAYS", "PLACE_COST", "EMPTY_PLACES_COST", "CLOSED_TICKETS", "MISSING_SCORE_FIRST", "LOW_SCORE_IS_NONE", "TIES_BY_ROW", "UNKNOWN_IS_MET", "SCORE_BY_POSITION", "WRONG_SOMEWHERE"]
# says = "Euros a ticket."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    complete = tickets["y"].notna().groupby(tickets["day"]).transform("all")
    table = tickets.assign(score=score, gain=tickets["y"] * tickets["penalty"] * rescued - place_cost)[complete]
    candidates = table[table["still_open"] & table["score"].notna()]
    levels = candidates.groupby(["day", "score"])["gain"].agg(["mean", "size"])
    levels = levels.sort_index(ascending=False)
    taken_before = levels.groupby("day")["size"].cumsum() - levels["size"]
    places = (capacity - taken_before).clip(0, levels["size"])
    days = len(table)
    return float((levels["mean"] * places).sum() / days) if days else float("nan")
