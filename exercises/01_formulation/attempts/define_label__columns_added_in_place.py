# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "The label is two more columns of the tickets."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[events["ingested_at"] <= as_of]
    outcome = known[known["type"].isin(["sla_met", "sla_breached"])].drop_duplicates("ticket_id")
    outcome = outcome.set_index("ticket_id")["type"].map({"sla_met": 0.0, "sla_breached": 1.0})
    tickets["y"] = tickets["ticket_id"].map(outcome)
    tickets.loc[tickets["ticket_id"].isin(known.loc[known["type"] == "fast_lane", "ticket_id"]), "y"] = np.nan
    tickets["mature"] = tickets["due_at"] + grace <= as_of
    return tickets.loc[tickets["decide_at"] <= as_of, ["ticket_id", "y", "mature"]]
