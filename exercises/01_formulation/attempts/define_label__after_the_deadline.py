# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["OUTCOME_MISREAD", "UNKNOWN_IS_MET", "YOUNG_HAS_NO_Y", "OVERDUE_IS_GUESSED", "FUTURE_TREATMENT", "EDGE_BY_A_SECOND", "RESOLVED_EARLY_LEFT_OUT", "COPIES_COUNT", "TIME_ZONE", "WRONG_SOMEWHERE"]
# says = "A breach is what comes after the deadline."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[events["ingested_at"] <= as_of]
    known = known.merge(tickets[["ticket_id", "due_at"]], on="ticket_id")
    ends = known["type"].isin(["sla_met", "sla_breached"])
    late = known["occurred_at"] > known["due_at"]
    breached = set(known.loc[ends & late, "ticket_id"])
    met = set(known.loc[ends & ~late, "ticket_id"])
    helped = set(known.loc[known["type"] == "fast_lane", "ticket_id"])
    label = tickets.loc[tickets["decide_at"] <= as_of, ["ticket_id", "due_at"]]
    name = label["ticket_id"]
    y = pd.Series(np.nan, index=label.index)
    y[name.isin(met)] = 0.0
    y[name.isin(breached)] = 1.0
    y[name.isin(helped)] = np.nan
    return pd.DataFrame({"ticket_id": name, "y": y, "mature": label["due_at"] + grace <= as_of})
