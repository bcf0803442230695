# ---
# task = "test_define_label"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "FALSE_ALARM", "MISSES_UNKNOWN_AS_MET", "MISSES_KNOWN_AS_MATURE", "MISSES_GUESSES", "MISSES_FUTURE", "MISSES_TREATMENT", "MISSES_FUTURE_TREATMENT", "MISSES_GRACE", "MISSES_EDGES", "MISSES_COPIES", "MISSES_LOST_ROWS"]
# says = "A test looks at columns, types and the range of y."
# source = "Type, shape and range checks as in many data-validation tutorials."
# ---
# %% nbgrader={"grade_id": "test-define-label", "solution": true}
def test_define_label(define_label):
    now, day = pd.Timestamp("2024-03-11 12:00", tz="UTC"), pd.Timedelta("1D")
    tickets = pd.DataFrame({"ticket_id": ["a"], "decide_at": [now - 9 * day], "due_at": [now - 8 * day]})
    events = pd.DataFrame({"event_id": ["1"], "ticket_id": ["a"], "type": ["sla_met"],
                           "occurred_at": [now - 9 * day], "ingested_at": [now - 9 * day]})
    label = define_label(tickets, events, now, day)
    assert {"ticket_id", "y", "mature"} <= set(label.columns), "columns"
    assert label["y"].dropna().isin([0, 1]).all(), "y is 0 or 1"
    assert label["mature"].isin([True, False]).all(), "mature is a truth value"
