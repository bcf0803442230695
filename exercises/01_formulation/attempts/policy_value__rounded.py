# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "Euros and cents."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score: pd.Series, tickets: pd.DataFrame, capacity: int, rescued: float, place_cost: float) -> float:
    complete = tickets["y"].notna().groupby(tickets["day"]).transform("all")
    table = tickets.assign(score=score, gain=tickets["y"] * tickets["penalty"] * rescued - place_cost)[complete]
    candidates = table[table["still_open"] & table["score"].notna()]
    levels = candidates.groupby(["day", "score"])["gain"].agg(["mean", "size"])
    levels = levels.sort_index(ascending=False)
    taken_before = levels.groupby("day")["size"].cumsum() - levels["size"]
    places = (capacity - taken_before).clip(0, levels["size"])
    days = table["day"].nunique()
    return round(float((levels["mean"] * places).sum() / days), 2) if days else float("nan")
