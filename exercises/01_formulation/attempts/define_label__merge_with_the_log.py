# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["COPIES_COUNT", "WRONG_SOMEWHERE"]
# says = "Merge the tickets with their outcomes."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[events["ingested_at"] <= as_of]
    outcome = known[known["type"].isin(["sla_met", "sla_breached"])]
    label = tickets[tickets["decide_at"] <= as_of].merge(outcome[["ticket_id", "type"]], on="ticket_id", how="left")
    label["y"] = label["type"].map({"sla_met": 0.0, "sla_breached": 1.0})
    label.loc[label["ticket_id"].isin(known.loc[known["type"] == "fast_lane", "ticket_id"]), "y"] = np.nan
    label["mature"] = label["due_at"] + grace <= as_of
    return label[["ticket_id", "y", "mature"]]
