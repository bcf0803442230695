# ---
# task = "maturity_curve"
# verdict = "right"
# fails = []
# says = "For each age the frame of the tickets that are asked."
# ---
# %% nbgrader={"grade_id": "maturity-curve", "solution": true}
def maturity_curve(tickets, events, as_of, ages):
    known = events[events["type"].isin(["sla_met", "sla_breached"])]
    arrived = known.groupby("ticket_id")["ingested_at"].min()
    breaches = set(known.loc[known["type"] == "sla_breached", "ticket_id"])
    rows = []
    for age in ages:
        asked = tickets[as_of - tickets["created_at"] >= age]
        deadline = asked["created_at"] + age
        heard = asked[asked["ticket_id"].map(arrived).le(deadline)]
        rows.append({"age": age, "tickets": len(asked),
                     "known": len(heard) / len(asked) if len(asked) else None,
                     "breached": heard["ticket_id"].isin(breaches).mean() if len(heard) else None})
    return pd.DataFrame(rows)
