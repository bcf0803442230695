"""The desk day by day: decisions, capacity, logged chances, and views that never rewrite."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from craftdata import desk

scenarios = st.builds(
    desk.Scenario,
    days=st.integers(7, 20),
    tickets_per_day=st.integers(5, 25),
    fast_lane_places=st.integers(0, 8),
    utilisation=st.floats(0.7, 1.05),
    gaming=st.floats(0, 2),
    off_hours_rate=st.floats(0.05, 1.0),
)
seeds = st.integers(0, 2**128 - 1)
over_worlds = settings(max_examples=15, deadline=None)


def a_policy(kind: int):
    return (
        desk.policies.nobody,
        desk.policies.incumbent_rule(epsilon=0.1),
        desk.policies.random_share(0.8),
        desk.policies.by_score(lambda tickets: tickets["sla_hours"].to_numpy(), epsilon=0.2),
    )[kind]


@given(seeds, scenarios, st.integers(0, 3))
@over_worlds
def test_capacity_is_never_exceeded_and_only_open_tickets_get_a_place(seed, scenario, kind):
    """No day has more tickets in the fast lane than places, and none of them was resolved before."""
    world = desk.World(seed, scenario)
    summaries = world.run(a_policy(kind))
    truth = world.truth()
    given_places = truth.groupby("day")["fast_lane"].sum()
    assert (given_places <= scenario.fast_lane_places).all()
    assert [summary.fast_lane for summary in summaries] == [
        given_places.get(d, 0) for d in range(scenario.days)
    ]
    assert truth.loc[truth["fast_lane"], "open_at_decision"].all()


@given(seeds, scenarios)
@over_worlds
def test_doing_nothing_changes_nothing(seed, scenario):
    """With nobody treated, day by day or at once, every ticket ends as its luck says when left alone."""
    at_once, by_day = desk.World(seed, scenario), desk.World(seed, scenario)
    at_once.run()
    for _ in range(scenario.days):
        by_day.open_day()
        by_day.close_day()
    truth = by_day.truth()
    pd.testing.assert_frame_equal(truth, at_once.truth())
    assert (truth["breach"] == truth["breach_alone"]).all()
    assert not truth["fast_lane"].any()


@given(seeds, scenarios, st.integers(1, 3))
@over_worlds
def test_views_as_of_a_time_never_rewrite(seed, scenario, kind):
    """Tickets, events, accounts and labels as of a moment are the same when asked for again at the end."""
    world = desk.World(seed, scenario)
    world.run(a_policy(kind), days=5)
    moment = pd.Timestamp(scenario.start, tz="UTC") + pd.Timedelta(days=5)
    moments = (moment, moment - pd.Timedelta("7h"))
    names = ("tickets", "events", "accounts", "labels")
    before = [getattr(world, name)(as_of) for as_of in moments for name in names]
    world.run(a_policy(1))
    after = [getattr(world, name)(as_of) for as_of in moments for name in names]
    for first, second in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(first, second)


@given(seeds, scenarios)
@over_worlds
def test_a_day_shows_what_the_tables_knew_at_its_decisions(seed, scenario):
    """Messages, reassignments, seats and account outcomes of a day follow from rows ingested by then."""
    world = desk.World(seed, scenario)
    world.run(a_policy(1), days=6)
    day = world.open_day().tickets.set_index("ticket_id")
    world.run(days=1)
    events = world.events().drop_duplicates("event_id", keep=False)  # copies come later, leave them to others
    events = events.merge(day[["decide_at"]], left_on="ticket_id", right_index=True)
    repeated = world.events().loc[lambda table: table["event_id"].duplicated(keep=False), "ticket_id"]
    known = events[events["ingested_at"] <= events["decide_at"]]
    counts = known.groupby(["ticket_id", "type"]).size().unstack(fill_value=0)
    plain = day[~day.index.isin(repeated)]
    messages = counts.get("customer_msg", pd.Series(dtype=int)).reindex(plain.index, fill_value=0)
    moved = counts.get("reassigned", pd.Series(dtype=int)).reindex(plain.index, fill_value=0)
    assert (plain["messages_1h"] == messages).all()
    assert (plain["reassigned_1h"] == (moved > 0)).all()
    labels = world.labels(pd.Timestamp(scenario.start, tz="UTC") + pd.Timedelta(days=6))
    labels = labels.merge(world.tickets()[["ticket_id", "account_id"]], on="ticket_id")
    assert (day["acct_tickets"] == day["account_id"].map(labels["account_id"].value_counts()).fillna(0)).all()


@given(seeds, scenarios)
@over_worlds
def test_labels_are_the_outcomes_that_arrived_with_their_logged_chances(seed, scenario):
    """Labels agree with the truth, none came after as_of, and a treated ticket had a chance above 0."""
    world = desk.World(seed, scenario)
    world.run(a_policy(1), days=scenario.days - 1)
    labels, truth = world.labels(), world.truth().set_index("ticket_id")
    own = truth.loc[labels["ticket_id"]]
    for name in ("breach", "fast_lane", "propensity"):
        assert (labels[name].to_numpy() == own[name].to_numpy()).all()
    now = pd.Timestamp(scenario.start, tz="UTC") + pd.Timedelta(days=scenario.days - 1)
    decided = truth[truth["propensity"].notna()]
    assert (labels["known_at"] <= now).all()
    assert set(labels["ticket_id"]) == set(decided.index[decided["known_at"] <= now])
    assert (labels.loc[labels["fast_lane"], "propensity"] > 0).all()


def test_an_open_day_stays_the_same_until_it_is_closed():
    """Opening a day again shows the same tickets, and a refused decision changes nothing."""
    world = desk.World(5, desk.Scenario(days=14, tickets_per_day=20, fast_lane_places=2))
    first = world.open_day().tickets
    with pytest.raises(desk.DeskError):
        world.close_day(["T-unknown"])
    pd.testing.assert_frame_equal(first, world.open_day().tickets)
    assert world.close_day().number == 0


@pytest.fixture
def open_world():
    world = desk.World(5, desk.Scenario(days=14, tickets_per_day=40, fast_lane_places=2))
    world.run(days=3)
    return world, world.open_day().tickets


def test_a_decision_that_makes_no_sense_says_what_to_do(open_world):
    """Too many, unknown, repeated or resolved tickets, a text, bad chances: each has its own message."""
    world, tickets = open_world
    waiting = tickets.loc[tickets["still_open"], "ticket_id"].tolist()
    over = tickets.loc[~tickets["still_open"], "ticket_id"].tolist()
    wrong = {
        "names 3 tickets, but the day has 2 places": dict(fast_lane=waiting[:3]),
        "not up for decision": dict(fast_lane=["T-0000000000"]),
        "a ticket twice": dict(fast_lane=[waiting[0], waiting[0]]),
        "resolved before its decision": dict(fast_lane=over[:1]),
        "put it in a list": dict(fast_lane=waiting[0]),
        "numbers from 0 to 1": dict(fast_lane=[], propensity={waiting[0]: 1.5}),
        "log the chance it really had": dict(fast_lane=waiting[:1], propensity={waiting[1]: 0.5}),
        "propensity names": dict(fast_lane=[], propensity={"T-0000000000": 0.5}),
    }
    for message, arguments in wrong.items():
        with pytest.raises(desk.DeskError, match=message):
            world.close_day(**arguments)
    assert world.close_day(waiting[:2]).fast_lane == 2
    with pytest.raises(desk.DeskError, match=r"call open_day\(\) first"):
        world.close_day()


@pytest.mark.parametrize(
    ("as_of", "message"),
    [
        ("2024-03-01", "must have a time zone"),
        ("soon", "must be an instant"),
        ("2034-03-01T00:00Z", "not lie after"),
    ],
)
def test_an_as_of_that_cannot_be_told_says_why(as_of, message):
    """A moment without a zone, no moment at all, and the future are refused."""
    world = desk.World(5, desk.Scenario(days=7))
    with pytest.raises(desk.DeskError, match=message):
        world.labels(as_of)


def test_days_end():
    """After the last day there is none to open, and run says so by doing nothing."""
    world = desk.World(5, desk.Scenario(days=7, tickets_per_day=5))
    assert len(world.run()) == 7
    assert world.run() == []
    with pytest.raises(desk.DeskError, match="all 7 days"):
        world.open_day()


def test_the_fast_lane_helps_its_own_and_burdens_the_queue_of_all():
    """Treated tickets breach less than left alone; all wait longer on average than if nobody were treated."""
    scenario = desk.Scenario(days=60, tickets_per_day=60, fast_lane_places=20)
    helped = 0
    for seed in range(4):
        nobody = desk.rollout(seed, scenario, desk.policies.nobody)
        random = desk.rollout(seed, scenario, desk.policies.random_share())
        own = random[random["fast_lane"]]
        helped += int(own["breach_alone"].sum()) - int(own["breach"].sum())
        assert (random["wait"] - nobody["wait"]).mean() > 0
    assert helped > 50
