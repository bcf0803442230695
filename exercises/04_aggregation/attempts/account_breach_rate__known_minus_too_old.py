# ---
# task = "account_breach_rate"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "In the window are those known by now, less those that are too old by now."
# source = "The difference of two cumulative counts, as in the backlog, is right only if both use one clock."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def account_breach_rate(tickets, events, window, prior):
    outcomes = events[events["type"].isin(["sla_met", "sla_breached"])]
    outcomes = outcomes.sort_values("ingested_at").drop_duplicates("ticket_id")
    outcomes = outcomes[["ticket_id", "type", "occurred_at", "ingested_at"]].merge(
        tickets[["ticket_id", "account_id"]], on="ticket_id")
    rows = tickets[["ticket_id", "account_id", "decide_at"]].assign(row=range(len(tickets)))
    pairs = rows.dropna(subset=["account_id"]).merge(outcomes, on="account_id", suffixes=("", "_other"))
    pairs = pairs[pairs["ticket_id"] != pairs["ticket_id_other"]]
    known = pairs["ingested_at"] <= pairs["decide_at"]
    too_old = pairs["occurred_at"] <= pairs["decide_at"] - window
    pairs = pairs.assign(count=known.astype(int) - too_old.astype(int))
    pairs["breached"] = pairs["count"] * (pairs["type"] == "sla_breached")
    counts = pairs.groupby("row")[["breached", "count"]].sum().reindex(range(len(tickets)), fill_value=0)
    rate, strength = prior
    values = (counts["breached"] + rate * strength) / (counts["count"] + strength)
    return pd.Series(values.to_numpy(), index=tickets.index)
