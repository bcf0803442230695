# ---
# task = "define_label"
# verdict = "wrong"
# fails = ["TREATED_IS_LABELLED", "WRONG_SOMEWHERE"]
# says = "The fast lane counts only if we knew of it before the outcome."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[events["ingested_at"] <= as_of]
    breached = set(known.loc[known["type"] == "sla_breached", "ticket_id"])
    met = set(known.loc[known["type"] == "sla_met", "ticket_id"])
    ends = known[known["type"].isin(["sla_met", "sla_breached"])].groupby("ticket_id")["ingested_at"].min()
    fast = known[known["type"] == "fast_lane"]
    ended = fast["ticket_id"].map(ends)
    helped = set(fast.loc[~(fast["ingested_at"] > ended), "ticket_id"])
    label = tickets.loc[tickets["decide_at"] <= as_of, ["ticket_id", "due_at"]]
    name = label["ticket_id"]
    y = pd.Series(np.nan, index=label.index)
    y[name.isin(met)] = 0.0
    y[name.isin(breached)] = 1.0
    y[name.isin(helped)] = np.nan
    return pd.DataFrame({"ticket_id": name, "y": y, "mature": label["due_at"] + grace <= as_of})
