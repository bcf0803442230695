# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["ROWS_LOST", "UNKNOWN_IS_IMMATURE", "WRONG_SOMEWHERE"]
# says = "Tickets in the fast lane are no data: drop them."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[events["ingested_at"] <= as_of]
    breached = set(known.loc[known["type"] == "sla_breached", "ticket_id"])
    met = set(known.loc[known["type"] == "sla_met", "ticket_id"])
    label = tickets.loc[tickets["decide_at"] <= as_of, ["ticket_id", "due_at"]]
    name = label["ticket_id"]
    y = pd.Series(np.nan, index=label.index)
    y[name.isin(met)] = 0.0
    y[name.isin(breached)] = 1.0
    helped = known.loc[known["type"] == "fast_lane", "ticket_id"]
    label = pd.DataFrame({"ticket_id": name, "y": y, "mature": label["due_at"] + grace <= as_of})
    return label[~label["ticket_id"].isin(helped)]
