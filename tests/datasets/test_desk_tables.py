"""Properties that the tables of every Desk have, over seeds and scenarios."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from craftdata import desk
from craftdata.desk import delivery

OUTCOMES = ["sla_met", "sla_breached"]
worlds = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 2**128 - 1),
        "days": st.integers(7, 40),
        "tickets_per_day": st.integers(5, 20),
        "start": st.dates(dt.date(2015, 1, 1), dt.date(2035, 1, 1)),
    }
)
over_worlds = settings(max_examples=12, deadline=None)


def outcomes(tables: desk.Tables) -> pd.DataFrame:
    return tables.events[tables.events["type"].isin(OUTCOMES)].drop_duplicates("event_id")


@given(worlds)
@over_worlds
def test_keys_are_unique_and_foreign_keys_resolve(world):
    """Keys identify rows, every event belongs to a ticket and every ticket to a team."""
    tables = desk.make_tables(**world)
    assert tables.tickets["ticket_id"].is_unique
    assert not tables.events.duplicated(["event_id", "ingested_at"]).any()
    assert not tables.accounts.duplicated(["account_id", "valid_from"]).any()
    assert not tables.accounts.duplicated(["account_id", "known_at"]).any()
    assert tables.events["ticket_id"].isin(tables.tickets["ticket_id"]).all()
    assert tables.tickets["team"].isin(tables.teams["team"]).all()
    assert not tables.holidays.duplicated().any()


@given(worlds)
@over_worlds
def test_timestamps_share_one_type_and_deadlines_follow_from_the_sla(world):
    """Every instant is datetime64[us, UTC]; due_at and decide_at follow from created_at."""
    tables = desk.make_tables(**world)
    for table in (tables.tickets, tables.events, tables.accounts):
        instants = table.filter(regex="(_at|_from)$")
        assert {str(dtype) for dtype in instants.dtypes} == {"datetime64[us, UTC]"}
        assert instants.notna().all(axis=None)
    tickets = tables.tickets
    assert (tickets["due_at"] - tickets["created_at"] == pd.to_timedelta(tickets["sla_hours"], "h")).all()
    assert (tickets["decide_at"] - tickets["created_at"] == pd.Timedelta("1h")).all()


@given(worlds)
@over_worlds
def test_nothing_is_ingested_before_it_occurred_but_for_a_wrong_clock(world):
    """Without skewed clocks no event is early; with them no event is off by more than the largest skew."""
    events = desk.make_tables(**world, skew_share=0.0).events
    assert (events["ingested_at"] >= events["occurred_at"]).all()
    events = desk.make_tables(**world, skew_share=0.3).events
    early = events[events["ingested_at"] < events["occurred_at"]]
    assert set(early["type"]) <= {"agent_reply", "message", "resolved"}
    assert ((early["occurred_at"] - early["ingested_at"]) < pd.Timedelta(seconds=delivery.SKEW_MOST_S)).all()


@given(worlds)
@over_worlds
def test_every_finished_ticket_has_exactly_one_outcome_and_it_is_the_true_one(world):
    """A ticket whose outcome was ingested before the export has one outcome event: the truth, at its time."""
    tables, truth = desk.make_tables(**world), desk.make_truth(**world).set_index("ticket_id")
    export = pd.Timestamp(world["start"], tz="UTC") + pd.Timedelta(days=world["days"])
    seen = outcomes(tables)
    assert seen["ticket_id"].is_unique
    assert set(seen["ticket_id"]) == set(truth.index[truth["known_at"] < export])
    own = truth.loc[seen["ticket_id"]]
    assert ((seen["type"] == "sla_breached").to_numpy() == own["breach"].to_numpy()).all()
    assert (seen["occurred_at"].to_numpy() == own["outcome_at"].to_numpy()).all()


@given(worlds)
@over_worlds
def test_first_ingestion_of_the_outcome_is_when_the_label_is_known(world):
    """The least ingested_at of a ticket's outcome is the truth's known_at."""
    tables, truth = desk.make_tables(**world, duplicate_share=0.4), desk.make_truth(**world)
    events = tables.events[tables.events["type"].isin(OUTCOMES)]
    first = events.groupby("ticket_id")["ingested_at"].min()
    own = truth.set_index("ticket_id")["known_at"].loc[first.index]
    assert (first.to_numpy() == own.to_numpy()).all()


@given(worlds)
@over_worlds
def test_repeated_deliveries_repeat_everything_but_the_time_of_ingestion(world):
    """Rows with the same event_id agree in every other column but ingested_at."""
    events = desk.make_tables(**world, duplicate_share=0.4).events
    content = events.drop(columns="ingested_at").drop_duplicates()
    assert content["event_id"].is_unique
    assert len(content) < len(events)


@given(worlds)
@over_worlds
def test_events_take_the_course_that_a_ticket_can_take(world):
    """Without skew: created first, all else later, breaches at due_at, resolutions in time iff met."""
    tables = desk.make_tables(**world, skew_share=0.0)
    events = tables.events.merge(tables.tickets, on="ticket_id", validate="m:1")
    created = events["type"] == "created"
    assert (events.loc[created, "occurred_at"] == events.loc[created, "created_at"]).all()
    assert (events.loc[~created, "occurred_at"] > events.loc[~created, "created_at"]).all()
    breached = events[events["type"] == "sla_breached"]
    assert (breached["occurred_at"] == breached["due_at"]).all()
    resolved = events[events["type"] == "resolved"].sort_values("occurred_at").drop_duplicates("ticket_id")
    resolved = resolved.set_index("ticket_id")
    in_time = resolved["occurred_at"] <= resolved["due_at"]
    kind = outcomes(tables).set_index("ticket_id")["type"]
    both = in_time.index.intersection(kind.index)
    assert ((kind[both] == "sla_met") == in_time[both]).all()


@given(worlds)
@over_worlds
def test_account_versions_become_known_after_they_hold_and_in_their_order(world):
    """known_at is after valid_from and increases with it within an account."""
    accounts = desk.make_tables(**world).accounts.sort_values(["account_id", "valid_from"])
    assert (accounts["known_at"] > accounts["valid_from"]).all()
    step = accounts.groupby("account_id")["known_at"].diff().dropna()
    assert (step > pd.Timedelta(0)).all()


@given(worlds)
@over_worlds
def test_a_ticket_states_the_plan_that_its_account_had(world):
    """Where the version that held at creation is in the table, its plan is the ticket's plan."""
    tables = desk.make_tables(**world)
    merged = pd.merge_asof(
        tables.tickets.sort_values("created_at"),
        tables.accounts.sort_values("valid_from")[["account_id", "valid_from", "known_at", "plan"]],
        left_on="created_at",
        right_on="valid_from",
        by="account_id",
        suffixes=("", "_held"),
    )
    assert (merged["valid_from"].isna() | (merged["plan"] == merged["plan_held"])).mean() > 0.9
    unsynced = merged["plan"] != merged["plan_held"]
    export = pd.Timestamp(world["start"], tz="UTC") + pd.Timedelta(days=world["days"])
    # What differs is a change that the export does not know yet: it is at most one sync old.
    assert (merged.loc[unsynced, "created_at"] > export - pd.Timedelta(days=22)).all()


def test_order_of_rows_carries_no_information():
    """Rank in the table is uncorrelated with time, ingestion and outcome (5 standard errors, 6 seeds)."""
    for seed in range(6):
        tables = desk.make_tables(seed)
        truth = desk.make_truth(seed)
        columns = [
            tables.tickets["created_at"],
            truth["breach"],
            truth["known_at"],
            tables.events["occurred_at"],
            tables.events["ingested_at"],
            tables.accounts["valid_from"],
        ]
        for column in columns:
            rank = column.rank().to_numpy()
            assert abs(np.corrcoef(rank, np.arange(len(rank)))[0, 1]) < 5 / np.sqrt(len(rank))


def test_identifiers_do_not_follow_time_or_size():
    """Event and account identifiers sort independently of time and of the number of tickets."""
    tables = desk.make_tables(3)
    by_id = tables.events.drop_duplicates("event_id").sort_values("event_id")["occurred_at"].rank()
    volume = tables.tickets["account_id"].value_counts().sort_index().rank()
    for rank in (by_id.to_numpy(), volume.to_numpy()):
        assert abs(np.corrcoef(rank, np.arange(len(rank)))[0, 1]) < 5 / np.sqrt(len(rank))


def test_no_column_holds_the_truth():
    """No column of the answer key is in the learner's tables, and no table carries attributes."""
    tables, truth = desk.make_tables(5, days=14), desk.make_truth(5, days=14)
    secret = set(truth.columns) - {"ticket_id", "known_at"}  # accounts have a known_at of their own
    assert not secret & {*tables.tickets, *tables.events, *tables.accounts}
    assert not any(table.attrs for table in (tables.tickets, tables.events, tables.accounts))


def test_planted_delivery_defects_are_in_every_lesson_sized_world():
    """Each world of default size has repeated, late, early and missing-at-export rows to be found."""
    for seed in range(8):
        tables = desk.make_tables(seed)
        events = tables.events
        late = events["ingested_at"] - events["occurred_at"] > pd.Timedelta("2h")
        assert events["event_id"].duplicated().sum() > 50
        assert late.sum() > 50
        assert (events["ingested_at"] < events["occurred_at"]).sum() > 5
        assert not tables.tickets["ticket_id"].isin(outcomes(tables)["ticket_id"]).all()


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"seed": -1}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"seed": 1, "days": 3}, "days"),
        ({"seed": 1, "days": 20.5}, "days"),
        ({"seed": 1, "days": True}, "days"),
        ({"seed": 1, "tickets_per_day": float("nan")}, "tickets_per_day"),
        ({"seed": 1, "tickets_per_day": "40"}, "tickets_per_day"),
        ({"seed": 1, "accounts": 5}, "accounts"),
        ({"seed": 1, "breach_share": 1.2}, "breach_share"),
        ({"seed": 1, "late_share": -0.1}, "late_share"),
        ({"seed": 1, "start": "2024-01-01"}, "start"),
        ({"seed": 1, "start": dt.datetime(2024, 1, 1)}, "start"),
    ],
)
@pytest.mark.parametrize("make", [desk.make_tables, desk.make_truth])
def test_a_bad_parameter_is_named_in_the_error(make, parameters, field):
    """A parameter out of bounds raises a ValueError that begins with its name."""
    with pytest.raises(ValueError, match=f"^{field} must be"):
        make(**parameters)
