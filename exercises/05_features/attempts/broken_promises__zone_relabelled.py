# ---
# task = "broken_promises"
# verdict = "wrong"
# fails = ["ACCUSES_GOOD", "TABLE_SHARED", "MISSES_ORDER", "MISSES_OTHERS", "MISSES_ZONE", "MISSES_OWN_LABEL", "MISSES_GAPS", "MISSES_SMALL_CHANGES", "VALUES_BY_POSITION"]
# says = "The wall time of UTC is called one of Tokyo: other instants."
# source = "tz_localize for tz_convert, a classic of pandas questions"
# ---
# %% nbgrader={"grade_id": "broken-promises", "solution": true}
def broken_promises(feature: Callable[[pd.DataFrame], pd.Series], tickets: pd.DataFrame) -> set[str]:
    """Which of "order", "others", "zone" and "own_label" a feature breaks on these tickets.

    feature: called with a table like `tickets`, returns numbers with its index. tickets: ticket_id (unique),
    created_at (instants, never missing), account_id (may be missing), breached (0 or 1); any unique index.
    """
    before = feature(tickets.copy())

    def changed(table, labels):
        after = feature(table)
        return not np.allclose(after[labels], before[labels], rtol=0, atol=1e-9, equal_nan=True)

    zoned = tickets.assign(created_at=tickets["created_at"].dt.tz_localize(None).dt.tz_localize("Asia/Tokyo"))
    flipped = [tickets.assign(breached=tickets["breached"].where(tickets.index != label, 1 - tickets["breached"]))
               for label in tickets.index]
    tests = {
        "order": changed(tickets[::-1].copy(), tickets.index),
        "others": any(changed(tickets.loc[[label]], [label]) for label in tickets.index),
        "zone": changed(zoned, tickets.index),
        "own_label": any(changed(table, [label]) for label, table in zip(tickets.index, flipped)),
    }
    return {promise for promise, broken in tests.items() if broken}
