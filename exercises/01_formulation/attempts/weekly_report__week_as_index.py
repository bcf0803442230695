# ---
# task = "weekly_report"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "NOT_A_SHARE", "OPEN_IS_MET", "COPIES_COUNT", "TREATED_LEFT_OUT", "TIME_ZONE", "WEEK_EDGE", "WEEK_OF_OUTCOME", "FUTURE_OUTCOME", "OCCURRED_IS_KNOWN", "EDGE_BY_A_SECOND", "LATER_TICKETS", "WEEK_WITHOUT_ZONE", "EMPTY_WEEKS", "ORDER", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "The week is the index."
# ---
# %% nbgrader={"grade_id": "weekly-report", "solution": true}
def weekly_report(tickets, events, as_of):
    known = events[(events["ingested_at"] <= as_of) & events["type"].isin(["sla_met", "sla_breached"])]
    breaches = known.loc[known["type"] == "sla_breached", "ticket_id"]
    asked = tickets[tickets["created_at"] <= as_of]
    created = asked["created_at"].dt.tz_convert("UTC").dt.normalize()
    week = created - pd.to_timedelta(created.dt.day_of_week, unit="D")
    table = pd.DataFrame({
        "week": week, "tickets": 1, "breached": asked["ticket_id"].isin(breaches).astype(int),
        "open": 1 - asked["ticket_id"].isin(known["ticket_id"]).astype(int)})
    table = table.groupby("week").sum()
    table["low"] = table["breached"] / table["tickets"]
    table["high"] = (table["breached"] + table["open"]) / table["tickets"]
    return table
