# ---
# task = "weekly_report"
# verdict = "wrong"
# fails = ["TREATED_LEFT_OUT", "WRONG_SOMEWHERE"]
# says = "Without the fast lane, who knows: it is open."
# ---
# %% nbgrader={"grade_id": "weekly-report", "solution": true}
def weekly_report(tickets, events, as_of):
    known = events[(events["ingested_at"] <= as_of) & events["type"].isin(["sla_met", "sla_breached"])]
    breaches = known.loc[known["type"] == "sla_breached", "ticket_id"]
    helped = events.loc[(events["type"] == "fast_lane") & (events["ingested_at"] <= as_of), "ticket_id"]
    known = known[(known["type"] == "sla_breached") | ~known["ticket_id"].isin(helped)]
    asked = tickets[tickets["created_at"] <= as_of]
    created = asked["created_at"].dt.tz_convert("UTC").dt.normalize()
    week = created - pd.to_timedelta(created.dt.day_of_week, unit="D")
    table = pd.DataFrame({
        "week": week, "tickets": 1, "breached": asked["ticket_id"].isin(breaches).astype(int),
        "open": 1 - asked["ticket_id"].isin(known["ticket_id"]).astype(int)})
    table = table.groupby("week").sum().reset_index()
    table["low"] = table["breached"] / table["tickets"]
    table["high"] = (table["breached"] + table["open"]) / table["tickets"]
    return table
