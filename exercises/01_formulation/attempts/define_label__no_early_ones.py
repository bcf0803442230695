# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["RESOLVED_EARLY_LEFT_OUT", "WRONG_SOMEWHERE"]
# says = "A ticket resolved before the decision is no ticket to decide on."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[events["ingested_at"] <= as_of]
    breached = set(known.loc[known["type"] == "sla_breached", "ticket_id"])
    met = set(known.loc[known["type"] == "sla_met", "ticket_id"])
    helped = set(known.loc[known["type"] == "fast_lane", "ticket_id"])
    ends = known[known["type"].isin(["sla_met", "sla_breached"])].groupby("ticket_id")["ingested_at"].min()
    tickets = tickets[~(tickets["ticket_id"].map(ends) <= tickets["decide_at"])]
    label = tickets.loc[tickets["decide_at"] <= as_of, ["ticket_id", "due_at"]]
    name = label["ticket_id"]
    y = pd.Series(np.nan, index=label.index)
    y[name.isin(met)] = 0.0
    y[name.isin(breached)] = 1.0
    y[name.isin(helped)] = np.nan
    return pd.DataFrame({"ticket_id": name, "y": y, "mature": label["due_at"] + grace <= as_of})
