# ---
# task = "broken_promises"
# verdict = "wrong"
# fails = ["ALL_LABELS_AT_ONCE", "WRONG_SOMEWHERE"]
# says = "Without the column breached a feature that needs it raises."
# ---
# %% nbgrader={"grade_id": "broken-promises", "solution": true}
def broken_promises(feature: Callable[[pd.DataFrame], pd.Series], tickets: pd.DataFrame) -> set[str]:
    before = feature(tickets.copy())

    def changed(table, labels):
        after = feature(table)
        return not np.allclose(after[labels], before[labels], rtol=0, atol=1e-9, equal_nan=True)

    zoned = tickets.assign(created_at=tickets["created_at"].dt.tz_convert("Asia/Tokyo"))
    tests = {
        "order": changed(tickets[::-1].copy(), tickets.index),
        "others": any(changed(tickets.loc[[label]], [label]) for label in tickets.index),
        "zone": changed(zoned, tickets.index),
        "own_label": changed(tickets.assign(breached=np.nan), tickets.index),
    }
    return {promise for promise, broken in tests.items() if broken}
