# ---
# task = "test_define_label"
# verdict = "wrong"
# fails = ["MISSES_UNKNOWN_AS_MET", "MISSES_KNOWN_AS_MATURE", "MISSES_GUESSES", "MISSES_FUTURE", "MISSES_TREATMENT", "MISSES_FUTURE_TREATMENT", "MISSES_GRACE", "MISSES_EDGES", "MISSES_COPIES"]
# says = "A wrong label is a wrong value, so ValueError."
# ---
# %% nbgrader={"grade_id": "test-define-label", "solution": true}
def test_define_label(define_label):
    now = pd.Timestamp("2024-03-11 12:00", tz="UTC")
    grace, h = pd.Timedelta("24h"), pd.Timedelta("1h")

    def run(decide, due, log):
        """y and mature of one ticket; the log holds (type, occurred, ingested)."""
        tickets = pd.DataFrame({"ticket_id": ["T"], "decide_at": [decide], "due_at": [due]})
        events = pd.DataFrame([(f"E-{kind}", "T", kind, occurred, ingested) for kind, occurred, ingested in log],
                              columns=["event_id", "ticket_id", "type", "occurred_at", "ingested_at"])
        for column in ("occurred_at", "ingested_at"):
            events[column] = pd.to_datetime(events[column], utc=True)
        return define_label(tickets, events, now, grace)

    def only(result):
        assert len(result) == 1, f"one row for one ticket, not {len(result)}"
        row = result.iloc[0]
        return (None if pd.isna(row["y"]) else float(row["y"])), bool(row["mature"])

    old, due, s = now - 100 * h, now - 50 * h, pd.Timedelta("1s")
    met, bad, fast = "sla_met", "sla_breached", "fast_lane"
    checks = [
        ("breached", run(old, due, [(bad, due, due + h)]), (1.0, True)),
        ("met", run(old, due, [(met, old, old + h)]), (0.0, True)),
        ("nothing heard, old", run(old, due, []), (None, True)),
        ("nothing heard, young", run(now - h, now + h, []), (None, False)),
        ("good news of a young one", run(now - h, now + h, [(met, now - h, now - h)]), (0.0, False)),
        ("arrives later", run(old, due, [(bad, due, now + h)]), (None, True)),
        ("happens later", run(now - h, now + h, [(bad, now + h, now + h)]), (None, False)),
        ("arrives now", run(old, due, [(bad, due, now)]), (1.0, True)),
        ("arrives in a second", run(old, due, [(bad, due, now + s)]), (None, True)),
        ("grace ends now", run(old, now - grace, []), (None, True)),
        ("grace ends in a second", run(old, now - grace + s, []), (None, False)),
        ("deadline now", run(old, now - h, [(met, old, old)]), (0.0, False)),
        ("fast lane", run(old, due, [(fast, old, old), (met, old, old + h)]), (None, True)),
        ("fast lane heard of now", run(old, due, [(fast, old, now), (met, old, old + h)]), (None, True)),
        ("fast lane heard of later", run(old, due, [(fast, old, now + s), (met, old, old + h)]), (0.0, True)),
        ("copies", run(old, due, [(bad, due, due + h), (bad, due, due + 2 * h)]), (1.0, True)),
        ("late copy", run(old, due, [(bad, due, due + h), (bad, due, now + h)]), (1.0, True)),
        ("decided now", run(now, now + h, []), (None, False))]
    for what, got, expected in checks:
        if only(got) != expected:
            raise ValueError(f"{what}: {only(got)}, not {expected}")
    assert len(run(now + s, now + h, [])) == 0, "not decided yet: no row"
