# ---
# task = "test_dq_findings"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "FALSE_ALARM", "MISSES_SILENCE", "MISSES_NERVOUS", "MISSES_NAMES", "MISSES_COLUMNS", "MISSES_GAPS", "MISSES_UNITS", "MISSES_WORDS", "MISSES_COPIES", "MISSES_VOLUME", "MISSES_TIME", "MISSES_EDGES"]
# says = "A share of gaps that is allowed is taken for a fault."
# ---
# %% nbgrader={"grade_id": "test-dq-findings", "solution": true}
def test_dq_findings(dq_findings: Callable[..., set[tuple[str, str]]]) -> None:
    now, hour = pd.Timestamp("2024-03-11", tz="UTC"), pd.Timedelta("1h")
    contract = pd.DataFrame({
        "column": ["ticket_id", "created_at", "severity", "hours", "seats"],
        "kind": ["other", "other", "level", "number", "number"], "low": [np.nan, np.nan, np.nan, 1, 0],
        "high": [np.nan, np.nan, np.nan, 100, np.nan], "levels": [None, None, "P1|P2", None, None],
        "missing_at_most": [0, 0, 0, 0, 0.25]})
    good = pd.DataFrame({"ticket_id": list("abcd"), "created_at": [now - k * hour for k in (20, 9, 6, 2)],
                         "severity": ["P1", "P2", "P2", "P2"], "hours": [1.0, 20.0, 30.0, 100.0],
                         "seats": [np.nan, 0.0, 50.0, 900.0]})
    drills = {
        "a good day": (good, (4, 4), set()),
        "a column is gone": (good.drop(columns="hours"), (4, 4), {("absent", "hours")}),
        "a column is new": (good.assign(prio="P1"), (4, 4), {("unknown", "prio")}),
        "a gap": (good.assign(hours=[np.nan, 20, 30, 40]), (4, 4), {("missing", "hours")}),
        "text": (good.assign(hours=[20, "8 h", 30, 40]), (4, 4), {("type", "hours")}),
        "one too high": (good.assign(hours=[1.0, 2.0, 3.0, 101.0]), (4, 4), {("range", "hours")}),
        "one too low": (good.assign(seats=[-1.0, 0.0, 50.0, 900.0]), (4, 4), {("range", "seats")}),
        "a new level": (good.assign(severity=["P1", "P2", "P2", "P"]), (4, 4), {("level", "severity")}),
        "a copy": (good.assign(ticket_id=list("abca")), (4, 4), {("repeated", "ticket_id")}),
        "too few": (good, (5, 9), {("volume", "")}),
        "too many": (good, (1, 3), {("volume", "")}),
        "old": (good.assign(created_at=good["created_at"] - 6 * hour), (4, 4), {("stale", "created_at")}),
        "ahead": (good.assign(created_at=good["created_at"] + 3 * hour), (4, 4), {("future", "created_at")})}
    for name, (tickets, rows, expected) in drills.items():
        found = dq_findings(tickets.copy(), contract.copy(), now, rows, 6 * hour)
        assert set(found) == expected, f"{name}: found {found or 'nothing'}, not {expected or 'nothing'}"
    fifth = good.assign(seats=[np.nan, 0.0, 50.0, 900.0])
    assert ("missing", "seats") in dq_findings(fifth, contract.copy(), now, (4, 4), 6 * hour), "a gap of a quarter"
