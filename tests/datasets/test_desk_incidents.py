"""Incidents: each can be seen from its first day, and changes nothing before it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from craftdata import desk

START, DAYS = 30, 12
BASE = dict(days=START + DAYS + 2, tickets_per_day=60)
WHOLE_TABLES = ("tickets", "events", "accounts", "labels")


@pytest.fixture(scope="module")
def quiet():
    return observed(desk.World(11, desk.Scenario(**BASE)))


def with_incident(kind: str, size: float = 1.0, seed: int = 11) -> desk.World:
    return desk.World(seed, desk.Scenario(**BASE, incidents=(desk.Incident(kind, START, DAYS, size),)))


def observed(world: desk.World) -> tuple[desk.World, pd.DataFrame]:
    """The world at its end, and all days of it from a week before the incident as the service saw them."""
    world.run(days=START - 7)
    days = []
    while world.course.day < world.scenario.days:
        day = world.open_day()
        days.append(day.tickets.assign(day=day.number))
        world.close_day()
    return world, pd.concat(days, ignore_index=True)


@pytest.fixture(scope="module", params=list(desk.INCIDENTS))
def incident(request):
    return request.param, *observed(with_incident(request.param))


def test_nothing_changes_before_the_onset(quiet, incident):
    """Days and tables as of the first second of an incident are those of the world without it."""
    kind, world, days = incident
    calm_world, calm = quiet
    before, calm_before = (table[table["day"] < START] for table in (days, calm))
    shared = [name for name in calm if name in before]
    pd.testing.assert_frame_equal(before[shared].reset_index(drop=True), calm_before[shared])
    onset = pd.Timestamp(world.scenario.start, tz="UTC") + pd.Timedelta(days=START) - pd.Timedelta(seconds=1)
    for name in WHOLE_TABLES:
        ours, theirs = getattr(world, name)(onset), getattr(calm_world, name)(onset)
        if name == "labels":  # the decisions of the last hour before the onset are made after it
            common = ["ticket_id", "breach", "known_at"]
            ours, theirs = ours[common], theirs[common]
        pd.testing.assert_frame_equal(ours, theirs)


def during(days: pd.DataFrame) -> pd.DataFrame:
    return days[(days["day"] >= START) & (days["day"] < START + DAYS)]


def first_day(days: pd.DataFrame) -> pd.DataFrame:
    return days[days["day"] == START]


def test_each_incident_shows_where_its_entry_says(quiet, incident):
    """The sign named in INCIDENTS is there while the incident runs, most of them on the first day."""
    kind, world, days = incident
    calm_world, calm = quiet
    now, usual = during(days), during(calm)
    onset = pd.Timestamp(world.scenario.start, tz="UTC") + pd.Timedelta(days=START)
    if kind == "spike":
        assert 1.3 < len(now) / len(usual) < 1.7
    elif kind == "population":
        assert (now["region"] == "APAC").mean() > (usual["region"] == "APAC").mean() + 0.1
        known = set(world.accounts(onset - pd.Timedelta(seconds=1))["account_id"])
        assert (~first_day(days)["account_id"].isin(known)).mean() > 0.1
    elif kind == "concept":
        same = ["area", "subject", "severity", "body_chars", "plan", "open_hours"]
        pd.testing.assert_frame_equal(now[same], usual[same])
        both = (now["still_open"] & usual["still_open"]).to_numpy()
        assert (now["messages_1h"] == usual["messages_1h"])[both].all()
        part = now["area"].isin(["billing", "ui"])
        truth, calm_truth = (w.truth().set_index("ticket_id")["p_breach"] for w in (world, calm_world))
        ids = now.loc[part, "ticket_id"]
        assert truth[ids].mean() > calm_truth[ids].mean() + 0.1
    elif kind == "adversarial":
        assert desk.policies.says_urgent(now["subject"]).mean() > 0.3
        assert now["messages_1h"].mean() > usual["messages_1h"].mean() + 0.15
        assert (now["area"].to_numpy() != usual["area"].to_numpy()).mean() > 0.25
        assert (now["team"].to_numpy() == usual["team"].to_numpy()).all()
    elif kind == "null_upstream":
        assert (
            first_day(days)[["plan", "seats", "tenure_days", "sla_hours", "open_hours"]].isna().all(axis=None)
        )
        assert now["area"].notna().all()
    elif kind == "unit_change":
        ratio = first_day(days)["sla_hours"].to_numpy() / first_day(calm)["sla_hours"].to_numpy()
        assert set(ratio) == {60.0}
    elif kind == "schema_change":
        assert first_day(days)["severity"].isna().all()
        assert first_day(days)["priority"].tolist() == first_day(calm)["severity"].tolist()
    elif kind == "duplicates":
        assert 0.1 < first_day(days)["ticket_id"].duplicated().mean() < 0.4
        assert not days.loc[days["day"] >= START + DAYS, "ticket_id"].duplicated().any()
    elif kind == "stale":
        counts = now.groupby("account_id")["acct_tickets"].nunique()
        assert (counts == 1).all()
        assert (usual.groupby("account_id")["acct_tickets"].nunique() > 1).any()
        assert now.groupby("team")[["team_wait_h", "team_open"]].nunique().max(axis=None) == 1
    elif kind == "label_stall":
        posted = world.truth()["known_at"]
        # What was posted in the last minute before may still be on its way.
        window = (posted >= onset + pd.Timedelta("1h")) & (posted < onset + pd.Timedelta(days=DAYS))
        assert window.sum() == 0
        after = (posted >= onset + pd.Timedelta(days=DAYS)) & (posted < onset + pd.Timedelta(days=DAYS + 1))
        assert after.sum() > 5 * BASE["tickets_per_day"]
    else:
        raise AssertionError(f"no sign is tested for {kind}")


@pytest.mark.parametrize("kind", ["null_upstream", "unit_change", "schema_change", "duplicates", "stale"])
def test_faults_of_the_pipeline_leave_the_world_alone(quiet, kind):
    """An incident that only blurs the view changes no outcome, whoever decides nothing."""
    world = with_incident(kind)
    world.run()
    pd.testing.assert_frame_equal(world.truth(), quiet[0].truth())


@pytest.mark.parametrize("kind", ["null_upstream", "schema_change", "duplicates"])
def test_the_incumbent_survives_faults_within_its_places(kind):
    """The rule runs through missing plans, a renamed column and double rows, and logs chances that hold."""
    world = with_incident(kind)
    summaries = world.run(desk.policies.incumbent_rule())
    assert all(summary.fast_lane <= summary.places for summary in summaries)
    truth = world.truth()
    assert (truth.loc[truth["fast_lane"], "propensity"] > 0).all()


def test_a_larger_size_is_a_larger_incident():
    """Twice the size adds about twice as many tickets, and the smaller ones are among the larger."""
    small, large = (with_incident("spike", size).ticket_ids for size in (1.0, 2.0))
    calm = desk.World(11, desk.Scenario(**BASE)).ticket_ids
    assert set(calm) <= set(small)
    assert len(large) - len(calm) == pytest.approx(2 * (len(small) - len(calm)), rel=0.2)


kinds = st.sampled_from(list(desk.INCIDENTS))
schedules = st.lists(
    st.builds(desk.Incident, kinds, st.integers(0, 13), st.integers(1, 20), st.floats(0.1, 2)), max_size=5
)


@given(st.integers(0, 2**64), schedules)
@settings(max_examples=20, deadline=None)
def test_any_schedule_of_incidents_makes_a_world_that_holds_together(seed, schedule):
    """Whatever overlaps: keys are unique, events belong to tickets, columns are finite, days can be run."""
    scenario = desk.Scenario(days=14, tickets_per_day=15, fast_lane_places=3, incidents=tuple(schedule))
    world = desk.World(seed, scenario)
    world.run(desk.policies.random_share())
    tables = world.tables()
    assert tables.tickets["ticket_id"].is_unique
    assert tables.events["ticket_id"].isin(tables.tickets["ticket_id"]).all()
    assert tables.tickets["account_id"].notna().all()
    truth = world.truth()
    assert np.isfinite(truth.select_dtypes("float").drop(columns="propensity")).all(axis=None)
    assert truth["fast_lane"].sum() <= 14 * 3


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("earthquake", 3), "kind"),
        (("spike", -1), "start_day"),
        (("spike", 3, 0), "days"),
        (("spike", 3, 2, 0.0), "size"),
        (("spike", 3, 2, float("nan")), "size"),
    ],
)
def test_a_bad_incident_is_named(arguments, field):
    """A field out of bounds raises a ValueError that begins with its name."""
    with pytest.raises(ValueError, match=f"^{field} must be"):
        desk.Incident(*arguments)


def test_incidents_must_lie_in_the_world():
    """A scenario refuses an incident that begins after its end, and anything that is no incident."""
    with pytest.raises(ValueError, match="^incidents must start"):
        desk.Scenario(days=10, incidents=(desk.Incident("spike", 10),))
    with pytest.raises(ValueError, match="^incidents must be"):
        desk.Scenario(days=10, incidents=("spike",))
