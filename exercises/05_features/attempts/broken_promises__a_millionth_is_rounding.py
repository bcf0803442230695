# ---
# task = "broken_promises"
# verdict = "wrong"
# fails = ["MISSES_SMALL_CHANGES", "WRONG_SOMEWHERE"]
# says = "A difference below a millionth is rounding."
# ---
# %% nbgrader={"grade_id": "broken-promises", "solution": true}
def broken_promises(feature: Callable[[pd.DataFrame], pd.Series], tickets: pd.DataFrame) -> set[str]:
    before = feature(tickets.copy())

    def changed(table, labels):
        after = feature(table)
        return not np.allclose(after[labels], before[labels], rtol=0, atol=1e-6, equal_nan=True)

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
