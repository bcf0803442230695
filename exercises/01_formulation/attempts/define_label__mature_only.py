# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "ROWS_LOST", "OUTCOME_MISREAD", "UNKNOWN_IS_MET", "KNOWN_IS_MATURE", "UNKNOWN_IS_IMMATURE", "YOUNG_HAS_NO_Y", "OVERDUE_IS_GUESSED", "FUTURE_OUTCOME", "OCCURRED_IS_KNOWN", "NO_GRACE", "TREATED_IS_LABELLED", "FUTURE_TREATMENT", "EDGE_BY_A_SECOND", "NOT_YET_DECIDED", "RESOLVED_EARLY_LEFT_OUT", "COPIES_COUNT", "INPUT_CHANGED", "TIME_ZONE", "WRONG_SOMEWHERE"]
# says = "Only mature rows are asked for, so the column mature can go."
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
    return pd.DataFrame({"ticket_id": name, "y": y})[label["due_at"] + grace <= as_of]
