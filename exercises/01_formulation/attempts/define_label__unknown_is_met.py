# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["UNKNOWN_IS_MET", "OVERDUE_IS_GUESSED", "FUTURE_OUTCOME", "OCCURRED_IS_KNOWN", "EDGE_BY_A_SECOND", "WRONG_SOMEWHERE"]
# says = "Whoever has not breached has met."
# source = "Churn tutorials: customers without a churn date get label 0."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[events["ingested_at"] <= as_of]
    breached = set(known.loc[known["type"] == "sla_breached", "ticket_id"])
    met = set(known.loc[known["type"] == "sla_met", "ticket_id"])
    helped = set(known.loc[known["type"] == "fast_lane", "ticket_id"])
    label = tickets.loc[tickets["decide_at"] <= as_of, ["ticket_id", "due_at"]]
    name = label["ticket_id"]
    y = pd.Series(0.0, index=label.index)
    y[name.isin(met)] = 0.0
    y[name.isin(breached)] = 1.0
    y[name.isin(helped)] = np.nan
    return pd.DataFrame({"ticket_id": name, "y": y, "mature": label["due_at"] + grace <= as_of})
