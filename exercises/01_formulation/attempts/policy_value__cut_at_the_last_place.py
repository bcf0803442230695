# ---
# task = "policy_value"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "Whoever lies above the score of the last place gets one, the tied share the rest."
# ---
# %% nbgrader={"grade_id": "policy-value", "solution": true}
def policy_value(score, tickets, capacity, rescued, place_cost):
    table = tickets.assign(score=score)
    values = []
    for _, day in table.groupby("day"):
        if day["y"].isna().any():
            continue
        able = day[day["still_open"] & day["score"].notna()]
        gain = able["y"] * able["penalty"] * rescued - place_cost
        if able.empty:
            values.append(0.0)
            continue
        cut = sorted(able["score"])[-min(capacity, len(able))]
        above, tied = able["score"] > cut, able["score"] == cut
        share = (min(capacity, len(able)) - above.sum()) / tied.sum()
        values.append(gain[above].sum() + share * gain[tied].sum())
    return float(np.mean(values)) if values else float("nan")
