# ---
# task = "define_label"
# verdict = "right"
# fails = []
# says = "The prompt, sentence by sentence, in a loop over tickets."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    rows = []
    known = events.loc[events["ingested_at"] <= as_of]
    types = {ticket: set(group) for ticket, group in known.groupby("ticket_id")["type"]}
    for ticket in tickets.sort_values("due_at").itertuples():
        if ticket.decide_at > as_of:
            continue
        seen = types.get(ticket.ticket_id, set())
        if "fast_lane" in seen:
            y = None
        elif "sla_breached" in seen:
            y = 1.0
        elif "sla_met" in seen:
            y = 0.0
        else:
            y = None
        rows.append({"ticket_id": ticket.ticket_id, "y": y, "mature": ticket.due_at <= as_of - grace})
    return pd.DataFrame(rows, columns=["ticket_id", "y", "mature"])
