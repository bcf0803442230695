# ---
# task = "broken_promises"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "INPUT_CHANGED", "ACCUSES_GOOD", "TABLE_SHARED", "MISSES_ORDER", "MISSES_OTHERS", "MISSES_ZONE", "MISSES_OWN_LABEL", "MISSES_GAPS", "MISSES_SMALL_CHANGES", "ALL_LABELS_AT_ONCE", "FALSE_ALARM_MISSING", "FALSE_ALARM_ROUNDING", "VALUES_BY_POSITION", "WRONG_SOMEWHERE"]
# says = "Values are arrays, and compared place by place, in the reversed table too."
# ---
# %% nbgrader={"grade_id": "broken-promises", "solution": true}
def broken_promises(feature: Callable[[pd.DataFrame], pd.Series], tickets: pd.DataFrame) -> set[str]:
    before = feature(tickets.copy())

    def changed(table, labels):
        after, places = feature(table).to_numpy(), tickets.index.get_indexer(labels)
        old = before.to_numpy()[places]
        return not np.allclose(after[places] if len(after) > 1 else after, old, rtol=0, atol=1e-9, equal_nan=True)

    zoned = tickets.assign(created_at=tickets["created_at"].dt.tz_convert("Asia/Tokyo"))
    flipped = [tickets.assign(breached=tickets["breached"].where(tickets.index != label, 1 - tickets["breached"]))
               for label in tickets.index]
    tests = {
        "order": changed(tickets[::-1].copy(), tickets.index),
        "others": any(changed(tickets.loc[[label]], [label]) for label in tickets.index),
        "zone": changed(zoned, tickets.index),
        "own_label": any(changed(table, [label]) for label, table in zip(tickets.index, flipped)),
    }
    return {promise for promise, broken in tests.items() if broken}
