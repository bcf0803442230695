# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["ROWS_LOST", "UNKNOWN_IS_MET", "UNKNOWN_IS_IMMATURE", "OVERDUE_IS_GUESSED", "FUTURE_OUTCOME", "OCCURRED_IS_KNOWN", "NO_GRACE", "EDGE_BY_A_SECOND", "NOT_YET_DECIDED", "WRONG_SOMEWHERE"]
# says = "Rows without a label are of no use."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[events["ingested_at"] <= as_of]
    breached = set(known.loc[known["type"] == "sla_breached", "ticket_id"])
    met = set(known.loc[known["type"] == "sla_met", "ticket_id"])
    helped = set(known.loc[known["type"] == "fast_lane", "ticket_id"])
    label = tickets.loc[tickets["decide_at"] <= as_of, ["ticket_id", "due_at"]]
    name = label["ticket_id"]
    y = pd.Series(np.nan, index=label.index)
    y[name.isin(met)] = 0.0
    y[name.isin(breached)] = 1.0
    y[name.isin(helped)] = np.nan
    table = pd.DataFrame({"ticket_id": name, "y": y, "mature": label["due_at"] + grace <= as_of})
    return table.dropna()
