# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "The job has to be fast, and events of the last ten days are enough."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    since = as_of - pd.Timedelta(days=10)
    known = events[(events["ingested_at"] <= as_of) & (events["ingested_at"] > since)]
    breached = set(known.loc[known["type"] == "sla_breached", "ticket_id"])
    met = set(known.loc[known["type"] == "sla_met", "ticket_id"])
    helped = set(known.loc[known["type"] == "fast_lane", "ticket_id"])
    label = tickets.loc[tickets["decide_at"] <= as_of, ["ticket_id", "due_at"]]
    name = label["ticket_id"]
    y = pd.Series(np.nan, index=label.index)
    y[name.isin(met)] = 0.0
    y[name.isin(breached)] = 1.0
    y[name.isin(helped)] = np.nan
    return pd.DataFrame({"ticket_id": name, "y": y, "mature": label["due_at"] + grace <= as_of})
