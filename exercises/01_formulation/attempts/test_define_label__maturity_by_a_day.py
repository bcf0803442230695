# ---
# task = "test_define_label"
# verdict = "wrong"
# fails = ["MISSES_EDGES"]
# says = "The fast lane is tested on the second, maturity by the day."
# ---
# %% nbgrader={"grade_id": "test-define-label", "solution": true}
def test_define_label(define_label: Callable[..., pd.DataFrame]) -> None:
    """Raise AssertionError if `define_label`, called like that of task 1, breaks one of its rules; else return nothing."""
    now, second, grace = pd.Timestamp("2024-03-11 12:00", tz="UTC"), pd.Timedelta("1s"), pd.Timedelta("36h")
    day, never = pd.Timedelta("1D"), None
    # name: decide_at, due_at, outcome, when it occurred, when it was first known, expected y and mature
    cases = {
        "old, met": (now - 9 * day, now - 8 * day, "sla_met", now - 9 * day, now - 9 * day, 0, True),
        "old, breached": (now - 9 * day, now - 8 * day, "sla_breached", now - 8 * day, now - 8 * day, 1, True),
        "old, never heard of": (now - 9 * day, now - 8 * day, never, now, now, never, True),
        "young, open": (now - day, now + day, never, now, now, never, False),
        "young, met early": (now - day, now + day, "sla_met", now - day, now - day, 0, False),
        "known at the very moment": (now - day, now - second, "sla_breached", now - day, now - day, 1, False),
        "known a second later": (now - day, now - second, "sla_breached", now - second, now + day, never, False),
        "mature at the very moment": (now - 4 * day, now - grace - day, "sla_met", now - day, now - day, 0, True),
        "mature a second later": (now - 2 * day, now - grace + day, "sla_met", now - day, now - day, 0, False),
        "decided at the very moment": (now, now + day, never, now, now, never, False),
        "in the fast lane": (now - 9 * day, now - 8 * day, "sla_met", now - 8 * day, now - 8 * day, never, True),
        "fast lane not known": (now - 9 * day, now - 8 * day, "sla_met", now - 8 * day, now - 8 * day, 0, True),
        "decided a second later": (now + second, now + day, never, now, now, never, False)}
    tickets = pd.DataFrame([(name, *case[:2]) for name, case in cases.items()],
                           columns=["ticket_id", "decide_at", "due_at"])
    log = [(name, case[2], case[3], case[4]) for name, case in cases.items() if case[2]]
    log += [("in the fast lane", "fast_lane", now - 9 * day, now),
            ("fast lane not known", "fast_lane", now - 9 * day, now + second)]
    log += [(name, kind, occurred, known + day) for name, kind, occurred, known in log]
    events = pd.DataFrame(log, columns=["ticket_id", "type", "occurred_at", "ingested_at"])
    events["event_id"] = events["ticket_id"] + events["type"]
    label = define_label(tickets, events, now, grace)
    wanted = sorted(set(cases) - {"decided a second later"})
    assert sorted(label["ticket_id"]) == wanted, f"one row for each ticket decided on, not {list(label['ticket_id'])}"
    for name, y, mature in zip(label["ticket_id"], label["y"], label["mature"]):
        expected = cases[name][5:]
        assert pd.isna(y) if expected[0] is None else y == expected[0], f"{name}: y is {y}, not {expected[0]}"
        assert bool(mature) == expected[1], f"{name}: mature is {mature}, not {expected[1]}"
