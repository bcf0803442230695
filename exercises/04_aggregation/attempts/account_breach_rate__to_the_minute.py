# ---
# task = "account_breach_rate"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "Minutes are fine enough for a rate over weeks."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def account_breach_rate(tickets, events, window, prior):
    events, tickets = events.copy(), tickets.copy()
    for table, columns in ((events, ["occurred_at", "ingested_at"]), (tickets, ["decide_at"])):
        for column in columns:
            table[column] = table[column].dt.tz_convert("UTC").dt.floor("min")
    outcomes = events[events["type"].isin(["sla_met", "sla_breached"])]
    outcomes = outcomes.sort_values("ingested_at").drop_duplicates("ticket_id")
    outcomes = outcomes[["ticket_id", "type", "occurred_at", "ingested_at"]].merge(
        tickets[["ticket_id", "account_id"]], on="ticket_id")
    rows = tickets[["ticket_id", "account_id", "decide_at"]].assign(row=range(len(tickets)))
    pairs = rows.dropna(subset=["account_id"]).merge(outcomes, on="account_id", suffixes=("", "_other"))
    counted = pairs[(pairs["ticket_id"] != pairs["ticket_id_other"])
                    & (pairs["ingested_at"] <= pairs["decide_at"])
                    & (pairs["occurred_at"] > pairs["decide_at"] - window)
                    & (pairs["occurred_at"] <= pairs["decide_at"])]
    counts = (counted["type"] == "sla_breached").groupby(counted["row"]).agg(["sum", "size"])
    counts, (rate, strength) = counts.reindex(range(len(tickets)), fill_value=0), prior
    values = (counts["sum"] + rate * strength) / (counts["size"] + strength)
    return pd.Series(values.to_numpy(), index=tickets.index)
