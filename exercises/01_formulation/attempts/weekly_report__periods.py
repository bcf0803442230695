# ---
# task = "weekly_report"
# verdict = "right"
# fails = []
# says = "Weeks as pandas periods, and a count of each outcome."
# ---
# %% nbgrader={"grade_id": "weekly-report", "solution": true}
def weekly_report(tickets, events, as_of):
    known = events.loc[events["ingested_at"] <= as_of].drop_duplicates(["ticket_id", "type"])
    state = known[known["type"].isin(["sla_met", "sla_breached"])].set_index("ticket_id")["type"]
    rows = tickets.loc[tickets["created_at"] <= as_of]
    weeks = rows["created_at"].dt.tz_convert("UTC").dt.tz_localize(None).dt.to_period("W-SUN").dt.start_time
    state = rows["ticket_id"].map(state)
    out = []
    for week, part in state.groupby(weeks):
        bad, unknown = int((part == "sla_breached").sum()), int(part.isna().sum())
        out.append((week.tz_localize("UTC"), len(part), bad, unknown, bad / len(part), (bad + unknown) / len(part)))
    return pd.DataFrame(out, columns=["week", "tickets", "breached", "open", "low", "high"])
