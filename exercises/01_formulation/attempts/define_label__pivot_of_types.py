# ---
# task = "define_label"
# verdict = "right"
# fails = []
# says = "Count the known events of each type by ticket, then read the label off the counts."
# ---
# %% nbgrader={"grade_id": "define-label", "solution": true}
def define_label(tickets, events, as_of, grace):
    known = events[~(events["ingested_at"] > as_of)]
    counts = pd.crosstab(known["ticket_id"], known["type"])
    counts = counts.reindex(columns=["sla_met", "sla_breached", "fast_lane"], fill_value=0)
    rows = tickets.loc[~(tickets["decide_at"] > as_of), ["ticket_id", "due_at"]]
    rows = rows.merge(counts, left_on="ticket_id", right_index=True, how="left")
    has = rows[["sla_met", "sla_breached", "fast_lane"]].fillna(0) > 0
    rows["y"] = np.select([has["fast_lane"], has["sla_breached"], has["sla_met"]], [np.nan, 1.0, 0.0], np.nan)
    rows["mature"] = (as_of - rows["due_at"]) >= grace
    return rows[["ticket_id", "y", "mature"]]
