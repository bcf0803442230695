# ---
# task = "account_breach_rate"
# verdict = "right"
# fails = []
# says = "A self-join with all conditions in its ON clause, and an aggregate over it."
# ---
# %% nbgrader={"grade_id": "account-breach-rate", "solution": true}
import sqlite3


def account_breach_rate(tickets, events, window, prior):
    def microseconds(times):
        return ((times - pd.Timestamp(0, tz="UTC")) // pd.Timedelta("1us")).to_list()

    def texts(column):
        return [value if isinstance(value, str) else None for value in column]

    rate, strength = prior
    with sqlite3.connect(":memory:") as database:
        database.execute("create table ticket (n integer, id, account, decide integer)")
        database.execute("create table event (ticket, type, occurred integer, ingested integer)")
        database.executemany("insert into ticket values (?, ?, ?, ?)", zip(
            range(len(tickets)), texts(tickets["ticket_id"]), texts(tickets["account_id"]),
            microseconds(tickets["decide_at"])))
        database.executemany("insert into event values (?, ?, ?, ?)", zip(
            texts(events["ticket_id"]), texts(events["type"]), microseconds(events["occurred_at"]),
            microseconds(events["ingested_at"])))
        found = database.execute("""
            with outcome as (
                select account, ticket, occurred, min(ingested) as known, type = 'sla_breached' as breached
                from event join ticket on ticket.id = event.ticket
                where type in ('sla_met', 'sla_breached') group by ticket)
            select (coalesce(sum(breached), 0) + :rate * :strength) / (count(outcome.ticket) + :strength)
            from ticket left join outcome
            on outcome.account = ticket.account and outcome.ticket <> ticket.id and known <= decide
               and occurred <= decide and occurred > decide - :window
            group by n order by n""", {"rate": rate, "strength": float(strength),
                                       "window": window // pd.Timedelta("1us")}).fetchall()
    return pd.Series([value for value, in found], index=tickets.index)
