# ---
# task = "replay"
# verdict = "right"
# fails = []
# says = "Two window functions in SQLite: number the versions of a fact, then the facts of a field."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
import sqlite3


def replay(changes, as_of):
    log = changes.assign(**{clock: changes[clock].dt.tz_convert("UTC").dt.strftime("%Y-%m-%d %H:%M:%S.%f")
                            for clock in ("occurred_at", "ingested_at")})
    log["value"] = log["value"].astype(object).where(log["value"].notna(), None)
    query = """
        with versions as (
            select *, row_number() over (partition by event_id order by ingested_at desc) as version
            from log where ingested_at <= ?),
        facts as (
            select *, row_number() over (
                partition by ticket_id, field order by occurred_at desc, ingested_at desc) as age
            from versions where version = 1)
        select ticket_id, field, value from facts where age = 1 order by ticket_id"""
    with sqlite3.connect(":memory:") as database:
        log.to_sql("log", database, index=False)
        moment = as_of.tz_convert("UTC").strftime("%Y-%m-%d %H:%M:%S.%f")
        state = pd.read_sql(query, database, params=(moment,))
    return state.pivot(index="ticket_id", columns="field", values="value")
