"""The ten figures of a day, and the contract of its rows."""

import numpy as np
import pandas as pd
import pytest

from craftdata import control_room, desk


@pytest.fixture(scope="module")
def day() -> desk.Day:
    with desk.open_desk(seed=3, days=8, tickets_per_day=40, fast_lane_places=0) as op:
        op.run(days=7)
        return op.open_day()


def test_each_figure_is_named_and_known_on_an_ordinary_day(day: desk.Day) -> None:
    found = control_room.figures(day.tickets)
    assert set(found) == set(control_room.FIGURES)
    assert not [name for name, value in found.items() if np.isnan(value)]


def test_figures_are_what_their_names_say(day: desk.Day) -> None:
    """Two of them counted by hand."""
    found, tickets = control_room.figures(day.tickets), day.tickets
    assert found["tickets"] == pytest.approx(np.log(len(tickets)))
    severe = sum(word in ("P1", "P2") for word in tickets["severity"])
    assert found["severe"] == pytest.approx(severe / len(tickets))


def test_a_figure_without_its_column_is_missing_and_the_others_stay(day: desk.Day) -> None:
    before, after = (control_room.figures(table) for table in (day.tickets, day.tickets.drop(columns="plan")))
    assert np.isnan(after["enterprise"])
    assert {name: after[name] for name in after if name != "enterprise"} == {
        name: before[name] for name in before if name != "enterprise"}


def test_a_day_without_tickets_has_no_figure(day: desk.Day) -> None:
    assert all(np.isnan(value) for value in control_room.figures(day.tickets.iloc[:0]).values())


def test_an_ordinary_day_keeps_the_contract(day: desk.Day) -> None:
    """Every rule holds on it, and every column has one."""
    contract = control_room.contract().set_index("column")
    assert set(contract.index) == set(day.tickets)
    for name, rule in contract.iterrows():
        known = day.tickets[name].dropna()
        assert 1 - len(known) / len(day.tickets) <= rule["missing_at_most"], name
        if rule["kind"] == "level":
            assert set(known) <= set(rule["levels"].split("|")), name
        if rule["kind"] == "number":
            assert not (known < rule["low"]).any() and not (known > rule["high"]).any(), name


def test_minutes_for_hours_break_the_contract() -> None:
    """What a deploy does to a column shows in its range."""
    incident = desk.Incident("unit_change", 2)
    with desk.open_desk(seed=3, days=8, tickets_per_day=40, fast_lane_places=0, incidents=(incident,)) as op:
        op.run(days=2)
        tickets = op.open_day().tickets
    rule = control_room.contract().set_index("column").loc["sla_hours"]
    assert (pd.to_numeric(tickets["sla_hours"]) > rule["high"]).any()
