# ---
# task = "weekly_report"
# verdict = "wrong"
# fails = ["EMPTY_WEEKS"]
# says = "A Grouper by weeks from Monday on."
# ---
# %% nbgrader={"grade_id": "weekly-report", "solution": true}
def weekly_report(tickets, events, as_of):
    known = events[(events["ingested_at"] <= as_of) & events["type"].isin(["sla_met", "sla_breached"])]
    breaches = known.loc[known["type"] == "sla_breached", "ticket_id"]
    asked = tickets[tickets["created_at"] <= as_of]
    table = pd.DataFrame({
        "created_at": asked["created_at"].dt.tz_convert("UTC"), "tickets": 1, "breached": asked["ticket_id"].isin(breaches).astype(int),
        "open": 1 - asked["ticket_id"].isin(known["ticket_id"]).astype(int)})
    table = table.groupby(pd.Grouper(key="created_at", freq="W-MON", label="left", closed="left")).sum()
    table = table.rename_axis("week").reset_index()
    table["low"] = table["breached"] / table["tickets"]
    table["high"] = (table["breached"] + table["open"]) / table["tickets"]
    return table
