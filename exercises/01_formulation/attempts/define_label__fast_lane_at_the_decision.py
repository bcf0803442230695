# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["TREATED_IS_LABELLED"]
# says = "The fast lane is given at the decision: what comes later is another story."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[events["ingested_at"] <= as_of]
    breached = set(known.loc[known["type"] == "sla_breached", "ticket_id"])
    met = set(known.loc[known["type"] == "sla_met", "ticket_id"])
    fast = known[known["type"] == "fast_lane"]
    decided = fast["ticket_id"].map(tickets.set_index("ticket_id")["decide_at"])
    helped = set(fast.loc[fast["occurred_at"] <= decided, "ticket_id"])
    label = tickets.loc[tickets["decide_at"] <= as_of, ["ticket_id", "due_at"]]
    name = label["ticket_id"]
    y = pd.Series(np.nan, index=label.index)
    y[name.isin(met)] = 0.0
    y[name.isin(breached)] = 1.0
    y[name.isin(helped)] = np.nan
    return pd.DataFrame({"ticket_id": name, "y": y, "mature": label["due_at"] + grace <= as_of})
