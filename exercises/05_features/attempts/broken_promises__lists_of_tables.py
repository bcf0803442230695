# ---
# task = "broken_promises"
# verdict = "right"
# fails = []
# says = "The changed tables are listed with the labels that they are about; reindex and isclose compare."
# ---
# %% nbgrader={"grade_id": "broken-promises", "solution": true}
def broken_promises(feature, tickets):
    before = pd.Series(feature(tickets.copy()), dtype=float)
    labels = tickets.index
    tables = [("order", tickets.iloc[::-1], labels),
              ("zone", tickets.assign(created_at=tickets["created_at"].dt.tz_convert("Asia/Tokyo")), labels)]
    for label in labels:
        flip = pd.Series(labels == label, index=labels)
        tables.append(("others", tickets[flip], [label]))
        tables.append(("own_label", tickets.assign(breached=tickets["breached"] ^ flip.astype(int)), [label]))
    broken = set()
    for promise, table, judged in tables:
        after = pd.Series(feature(table.copy()), dtype=float).reindex(judged).to_numpy()
        if not np.isclose(after, before.reindex(judged).to_numpy(), rtol=0, atol=1e-9, equal_nan=True).all():
            broken.add(promise)
    return broken
