# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["TREATED_IS_LABELLED", "WRONG_SOMEWHERE"]
# says = "A ticket has the outcome that it has."
# source = "Label = what happened, in every tutorial without an intervention."
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
    return pd.DataFrame({"ticket_id": name, "y": y, "mature": label["due_at"] + grace <= as_of})
