# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "BREACHES_NOT_EUROS", "OUTCOME_IGNORED", "CAPACITY_OVER_ALL", "SUM_OF_DAYS", "LOSSES_ARE_ZERO", "PLACE_COST", "EMPTY_PLACES_COST", "CLOSED_TICKETS", "MISSING_SCORE_FIRST", "LOW_SCORE_IS_NONE", "OVER_CAPACITY", "TIES_BY_ROW", "UNKNOWN_IS_MET", "SCORE_BY_POSITION", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "A value for each day."
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
    return (levels["mean"] * places).groupby("day").sum()
