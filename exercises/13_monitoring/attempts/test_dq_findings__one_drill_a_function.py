# ---
# task = "test_dq_findings"
# verdict = "right"
# fails = []
# says = "Each drill by itself, with its own small contract."
# ---
# %% nbgrader={"grade_id": "test-dq-findings", "solution": true}
def test_dq_findings(dq_findings):
    now = pd.Timestamp("2030-06-03 12:00", tz="UTC")
    head = ["column", "kind", "low", "high", "levels", "missing_at_most"]

    def findings(columns, *rules, rows=(0, 99), hours=(1,), fresh="5h"):
        n = max(map(len, columns.values()), default=len(hours))
        times = [now - pd.Timedelta(hours=hours[min(k, len(hours) - 1)]) for k in range(n)]
        tickets = pd.DataFrame(columns | {"created_at": times})
        contract = pd.DataFrame([("created_at", "other", None, None, None, 0), *rules], columns=head)
        contract[["low", "high"]] = contract[["low", "high"]].astype(float)
        return set(dq_findings(tickets, contract, now, rows, pd.Timedelta(fresh)))

    size = ("x", "number", 0.0, 4.0, None, 0.5)
    word = ("w", "level", None, None, "yes|no", 0)
    name = ("ticket_id", "other", None, None, None, 0)
    assert findings({"x": [0.0, 4.0, None, None]}, size, rows=(4, 4), hours=(9, 5)) == set()
    assert findings({}, size) == {("absent", "x")}
    assert findings({"z": [1]}) == {("unknown", "z")}
    assert findings({"x": [2.0, None, None]}, size) == {("missing", "x")}
    assert findings({"x": [2.0, 3.0, 4.5]}, size) == {("range", "x")}
    assert findings({"x": [-1.0, 4.0, 4.0]}, size) == {("range", "x")}
    assert findings({"x": [2.0, "3"]}, size) == {("type", "x")}
    assert findings({"w": ["yes", "es"]}, word) == {("level", "w")}
    assert findings({"ticket_id": ["a", "b", "a"]}, name) == {("repeated", "ticket_id")}
    assert findings({"x": [3.0]}, size, rows=(2, 5)) == {("volume", "")}
    assert findings({"x": [3.0] * 6}, size, rows=(2, 5)) == {("volume", "")}
    assert findings({"x": [3.0]}, size, hours=(6,)) == {("stale", "created_at")}
    assert findings({"x": [3.0]}, size, hours=(-1,)) == {("future", "created_at")}
