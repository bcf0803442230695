# ---
# task = "weekly_report"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "The last event that is known of a ticket says where it stands."
# ---
# %% nbgrader={"grade_id": "weekly-report", "solution": true}
def weekly_report(tickets, events, as_of):
    known = events[events["ingested_at"] <= as_of].sort_values("ingested_at")
    known = known.drop_duplicates("ticket_id", keep="last")
    known = known[known["type"].isin(["sla_met", "sla_breached"])]
    breaches = known.loc[known["type"] == "sla_breached", "ticket_id"]
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
