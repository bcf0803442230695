# ---
# task = "weekly_report"
# verdict = "right"
# fails = []
# says = "The query, mended: one row a ticket, then conditions."
# ---
# %% nbgrader={"grade_id": "weekly-report", "solution": true}
def weekly_report(tickets, events, as_of):
    def seconds(times):
        return ((times - pd.Timestamp(0, tz="UTC")) // pd.Timedelta("1us")).tolist()

    first_monday = pd.Timestamp("1970-01-05", tz="UTC")
    with sqlite3.connect(":memory:") as database:
        database.execute("create table t (id, week integer, created integer)")
        database.execute("create table e (id, type, ingested integer)")
        week = (tickets["created_at"] - first_monday) // pd.Timedelta("7D")
        database.executemany("insert into t values (?, ?, ?)",
                             zip(map(str, tickets["ticket_id"]), week.tolist(), seconds(tickets["created_at"])))
        database.executemany("insert into e values (?, ?, ?)",
                             zip(map(str, events["ticket_id"]), map(str, events["type"]), seconds(events["ingested_at"])))
        now = (as_of - pd.Timestamp(0, tz="UTC")) // pd.Timedelta("1us")
        report = pd.read_sql("""
            with known as (select id, max(type = 'sla_breached') as bad from e
                           where type in ('sla_met', 'sla_breached') and ingested <= :now group by id)
            select week, count(*) as tickets, sum(coalesce(bad, 0)) as breached, sum(bad is null) as open
            from t left join known using (id) where created <= :now group by week order by week""",
            database, params={"now": now})
    report["week"] = first_monday + pd.to_timedelta(report["week"] * 7, unit="D")
    report["low"] = report["breached"] / report["tickets"]
    report["high"] = 1 - (report["tickets"] - report["breached"] - report["open"]) / report["tickets"]
    return report
