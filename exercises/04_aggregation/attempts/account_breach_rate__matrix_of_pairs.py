# ---
# task = "account_breach_rate"
# verdict = "right"
# fails = []
# says = "All pairs at once: a matrix of tickets by outcomes for each condition."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
def _microseconds(times):
    return times.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy("datetime64[us]")


def account_breach_rate(tickets, events, window, prior):
    rate, strength = prior
    outcomes = events.loc[events["type"].str.startswith("sla_")]
    delivery = outcomes.groupby("ticket_id")["ingested_at"].rank(method="first")
    outcomes = outcomes.loc[delivery == 1]
    outcomes = outcomes.merge(tickets[["ticket_id", "account_id"]], how="inner")
    codes = pd.factorize(pd.concat([tickets["account_id"], outcomes["account_id"]]))[0]
    mine, theirs = codes[:len(tickets), None], codes[None, len(tickets):]
    now = _microseconds(tickets["decide_at"])[:, None]
    known, occurred = (_microseconds(outcomes[clock])[None, :] for clock in ("ingested_at", "occurred_at"))
    other = tickets["ticket_id"].to_numpy(object)[:, None] != outcomes["ticket_id"].to_numpy(object)[None, :]
    counts = ((mine == theirs) & (mine >= 0) & other & (known <= now)
              & (occurred <= now) & (now - occurred < window.to_timedelta64()))
    breached = counts @ (outcomes["type"] == "sla_breached").to_numpy(int)
    values = (breached + rate * strength) / (counts.sum(axis=1) + strength)
    return pd.Series(values, tickets.index)
