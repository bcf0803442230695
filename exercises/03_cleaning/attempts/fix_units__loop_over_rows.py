# ---
# task = "fix_units"
# verdict = "right"
# fails = []
# says = "Ticket by ticket, three ifs."
# ---
# %% nbgrader={"grade_id": "fix-units", "solution": true}
def fix_units(tickets, releases, terms):
    second = {row.producer: row for row in releases.itertuples() if row.schema == 2}
    hours = []
    for producer, created_at, sla in zip(tickets["producer"], tickets["created_at"], tickets["sla"]):
        row = second.get(producer)
        if row is None or created_at < row.since:
            hours.append(sla)
        elif created_at >= row.settled:
            hours.append(sla / 60)
        else:
            readings = [value for value in (sla, sla / 60) if value in terms]
            hours.append(readings[0] if len(readings) == 1 else np.nan)
    return pd.Series(hours, index=tickets.index, dtype=float)
