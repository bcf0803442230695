# ---
# task = "account_breach_rate"
# verdict = "wrong"
# fails = ["NOT_THE_FORMULA", "OWN_LABEL", "LEAK_FUTURE_TICKETS", "LEAK_LABEL_LAG", "LEAK_NOT_INGESTED", "COPIES_COUNTED", "OTHER_EVENTS_COUNTED", "WINDOW_IGNORED", "WINDOW_ON_OTHER_CLOCK", "WINDOW_EDGE", "COLD_START", "OTHER_ACCOUNTS", "NULL_ACCOUNTS_POOLED", "ORDER_LOST", "WALL_CLOCK", "WRONG_SOMEWHERE"]
# says = "One ticket says nothing of an account."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def account_breach_rate(tickets, events, window, prior):
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
    values = values.where(counts["size"] > 1, rate)
    return pd.Series(values.to_numpy(), index=tickets.index)
