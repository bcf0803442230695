# ---
# task = "test_define_label"
# verdict = "right"
# fails = []
# says = "A reference of one's own, on drawn tickets full of edges."
# ---
# %% nbgrader={"grade_id": "test-define-label", "solution": true}
def test_define_label(define_label):
    rng = np.random.default_rng(7)
    now, grace = pd.Timestamp("2024-03-11 12:00", tz="UTC"), pd.Timedelta("36h")
    steps = [pd.Timedelta(seconds=s) for s in (-300000, -7200, -1, 0, 1, 7200, 300000)]
    rows, log = [], []
    for number in range(400):
        name = f"T-{number}"
        pick = [steps[i] for i in rng.integers(0, 7, 5)]
        rows.append((name, now + min(pick[0], pick[1] + grace), now - grace + pick[1]))
        kind = ["sla_met", "sla_breached", None][rng.integers(3)]
        if kind:
            log += [(f"E-{number}", name, kind, now + pick[2], now + pick[3]),
                    (f"E-{number}", name, kind, now + pick[2], now + pick[3] + pd.Timedelta("5h"))]
        if rng.random() < 0.2:
            log.append((f"F-{number}", name, "fast_lane", now + min(pick[4], pick[2]), now + pick[4]))
    tickets = pd.DataFrame(rows, columns=["ticket_id", "decide_at", "due_at"])
    events = pd.DataFrame(log, columns=["event_id", "ticket_id", "type", "occurred_at", "ingested_at"])
    heard = events[events["ingested_at"] <= now].groupby("ticket_id")["type"].agg(set)
    got = define_label(tickets.copy(), events.copy(), now, grace)
    assert got["ticket_id"].is_unique, "a ticket has several rows"
    got = got.set_index("ticket_id")
    wanted = tickets[tickets["decide_at"] <= now]
    assert set(got.index) == set(wanted["ticket_id"]), "the rows are not the tickets decided on"
    for name, _, due in wanted.itertuples(index=False):
        types = heard.get(name, set())
        y = None if "fast_lane" in types else 1 if "sla_breached" in types else 0 if "sla_met" in types else None
        value = got.loc[name, "y"]
        assert (pd.isna(value) if y is None else value == y), f"{name}: {value} instead of {y}"
        assert bool(got.loc[name, "mature"]) == (due + grace <= now), f"{name}: mature"
