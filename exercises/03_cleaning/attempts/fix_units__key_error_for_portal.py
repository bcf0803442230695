# ---
# task = "fix_units"
# verdict = "wrong"
# fails = ["ONE_PRODUCER"]
# says = "Each producer has its release."
# ---
# %% nbgrader={"grade_id": "fix-units", "solution": true}
def fix_units(tickets, releases, terms):
    second = {row.producer: row for row in releases.itertuples() if row.schema == 2}
    hours = []
    for producer, created_at, sla in zip(tickets["producer"], tickets["created_at"], tickets["sla"]):
        row = second[producer]
        readings = [value for value in (sla, sla / 60) if value in terms]
        hours.append(sla if created_at < row.since else sla / 60 if created_at >= row.settled
                     else readings[0] if len(readings) == 1 else np.nan)
    return pd.Series(hours, index=tickets.index, dtype=float)
