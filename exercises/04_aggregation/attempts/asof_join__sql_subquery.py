# ---
# task = "asof_join"
# verdict = "right"
# fails = []
# says = "A correlated subquery: the last row of those that were known by then."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
import sqlite3


def asof_join(left, right, by, left_time, known_at):
    def keys(table, time):
        moments = (table[time] - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(microseconds=1)
        names = table[by].astype(object).where(table[by].notna(), None)
        return zip(range(len(table)), names, moments.tolist())

    with sqlite3.connect(":memory:") as database:
        database.execute("create table asked (n integer, key, moment integer)")
        database.execute("create table known (n integer, key, moment integer)")
        database.executemany("insert into asked values (?, ?, ?)", keys(left, left_time))
        database.executemany("insert into known values (?, ?, ?)", keys(right, known_at))
        found = database.execute("""
            select (select known.n from known where known.key = asked.key and known.moment <= asked.moment
                    order by known.moment desc, known.n desc limit 1)
            from asked order by n""").fetchall()
    positions = [-1 if row[0] is None else row[0] for row in found]
    values = right.drop(columns=[by]).reset_index(drop=True).reindex(positions)
    values.index = left.index
    return pd.concat([left, values], axis="columns")
