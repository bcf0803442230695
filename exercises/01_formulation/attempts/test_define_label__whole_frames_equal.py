# ---
# task = "test_define_label"
# verdict = "wrong"
# fails = ["FALSE_ALARM", "MISSES_KNOWN_AS_MATURE", "MISSES_GUESSES", "MISSES_FUTURE", "MISSES_TREATMENT", "MISSES_FUTURE_TREATMENT", "MISSES_GRACE", "MISSES_EDGES", "MISSES_COPIES", "MISSES_LOST_ROWS"]
# says = "The frame is equal to the expected frame."
# ---
# %% nbgrader={"grade_id": "test-define-label", "solution": true}
def test_define_label(define_label):
    now, day = pd.Timestamp("2024-03-11 12:00", tz="UTC"), pd.Timedelta("1D")
    tickets = pd.DataFrame({"ticket_id": ["a", "b", "c"], "decide_at": [now - 9 * day, now - 9 * day, now - day],
                            "due_at": [now - 8 * day, now - 8 * day, now + day]})
    events = pd.DataFrame({"event_id": ["1", "2"], "ticket_id": ["a", "b"], "type": ["sla_met", "sla_breached"],
                           "occurred_at": [now - 9 * day, now - 8 * day], "ingested_at": [now - 9 * day, now - 8 * day]})
    expected = pd.DataFrame({"ticket_id": ["a", "b", "c"], "y": [0.0, 1.0, np.nan], "mature": [True, True, False]})
    pd.testing.assert_frame_equal(define_label(tickets, events, now, day), expected)
