# ---
# task = "weekly_report"
# verdict = "wrong"
# fails = ["COPIES_COUNT", "WRONG_SOMEWHERE"]
# says = "A left join to the outcomes, then group."
# ---
# %% nbgrader={"grade_id": "weekly-report", "solution": true}
def weekly_report(tickets, events, as_of):
    known = events[(events["ingested_at"] <= as_of) & events["type"].isin(["sla_met", "sla_breached"])]
    table = tickets[tickets["created_at"] <= as_of].merge(known[["ticket_id", "type"]], on="ticket_id", how="left")
    created = table["created_at"].dt.tz_convert("UTC").dt.floor("D")
    table["week"] = created - pd.to_timedelta(created.dt.day_of_week, unit="D")
    report = table.groupby("week").agg(tickets=("ticket_id", "size"),
                                       breached=("type", lambda kinds: (kinds == "sla_breached").sum()),
                                       open=("type", lambda kinds: kinds.isna().sum())).reset_index()
    report["low"] = report["breached"] / report["tickets"]
    report["high"] = (report["breached"] + report["open"]) / report["tickets"]
    return report
