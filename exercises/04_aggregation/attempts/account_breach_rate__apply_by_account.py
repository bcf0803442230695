# ---
# task = "account_breach_rate"
# verdict = "right"
# fails = []
# says = "Account by account: a small function that answers for the tickets of one account."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def account_breach_rate(tickets, events, window, prior):
    rate, strength = prior
    outcomes = events[(events["type"] == "sla_met") | (events["type"] == "sla_breached")]
    outcomes = outcomes.loc[outcomes.reset_index().groupby("ticket_id")["ingested_at"].idxmin().map(
        dict(enumerate(outcomes.index)))].set_index("ticket_id")
    result = pd.Series(float(rate), index=range(len(tickets)))
    numbered = tickets.reset_index(drop=True)
    for _, group in numbered.groupby("account_id"):
        finished = outcomes[outcomes.index.isin(group["ticket_id"])]
        for place, ticket, now in zip(group.index, group["ticket_id"], group["decide_at"]):
            young = finished["occurred_at"].between(now - window, now, inclusive="right")
            counted = finished[young & (finished["ingested_at"] <= now)].drop(index=ticket, errors="ignore")
            breached = (counted["type"] == "sla_breached").sum()
            result[place] = (breached + rate * strength) / (len(counted) + strength)
    return result.set_axis(tickets.index)
