# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["UNKNOWN_IS_MET", "OVERDUE_IS_GUESSED", "FUTURE_OUTCOME", "OCCURRED_IS_KNOWN", "EDGE_BY_A_SECOND", "WRONG_SOMEWHERE"]
# says = "After the left join, fillna(0) makes the label complete."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[events["ingested_at"] <= as_of]
    outcome = known[known["type"].isin(["sla_met", "sla_breached"])].drop_duplicates("ticket_id")
    label = tickets[tickets["decide_at"] <= as_of].merge(outcome[["ticket_id", "type"]], on="ticket_id", how="left")
    label["y"] = (label["type"] == "sla_breached").astype(float)
    label.loc[label["ticket_id"].isin(known.loc[known["type"] == "fast_lane", "ticket_id"]), "y"] = np.nan
    label["mature"] = label["due_at"] + grace <= as_of
    return label[["ticket_id", "y", "mature"]]
