# ---
# task = "account_breach_rate"
# verdict = "wrong"
# fails = ["LEAK_LABEL_LAG", "LEAK_NOT_INGESTED", "WINDOW_ON_OTHER_CLOCK", "WALL_CLOCK", "WRONG_SOMEWHERE"]
# says = "A rolling window over the time of the tickets, open on the right, looks back only."
# source = "groupby, rolling, closed left: the usual answer to: mean of the last 28 days per customer."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def account_breach_rate(tickets, events, window, prior):
    rate, strength = prior
    outcome = events[events["type"].isin(["sla_met", "sla_breached"])].drop_duplicates("ticket_id")
    outcome = outcome.set_index("ticket_id")["type"] == "sla_breached"
    breached = tickets["ticket_id"].map(outcome).astype(float)
    table = pd.DataFrame({"row": range(len(tickets)), "account_id": tickets["account_id"].to_numpy(),
                          "decide_at": tickets["decide_at"].to_numpy(), "breached": breached.to_numpy()})
    table = table.dropna(subset=["account_id"]).sort_values("decide_at", kind="stable")
    rolling = table.groupby("account_id").rolling(window, on="decide_at", closed="left")["breached"]
    table = table.sort_values("account_id", kind="stable")
    sums = pd.Series(rolling.sum().to_numpy(), table["row"]).reindex(range(len(tickets))).fillna(0)
    counts = pd.Series(rolling.count().to_numpy(), table["row"]).reindex(range(len(tickets))).fillna(0)
    return pd.Series(((sums + rate * strength) / (counts + strength)).to_numpy(), index=tickets.index)
