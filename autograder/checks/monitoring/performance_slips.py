"""Slips of performance_by_week that one property tells each, and lets all other mistakes pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.checks.monitoring import performance_calendar as calendar
from autograder.checks.monitoring import performance_cases as cases
from autograder.checks.monitoring.performance_weeks import by_week
from autograder.draws import Draw
from autograder.oracles.cases import asked
from autograder.results import Counterexample

NAN = float("nan")


def some_week(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A week of tickets that count has a row, whatever stands there."""
    made, beside = next(cases.plain(draw)), next(cases.treated(draw))
    if len(answer(*made.args)):
        return None
    fast = beside.args[0]["fast_lane"].sum()
    return Counterexample(
        made.call,
        "no rows",
        "a row for the week of four tickets, none of them in the fast lane",
        str(made.rows),
        "Tickets of the fast lane are the only ones that are left: the filter is the wrong way round."
        if len(again := answer(*beside.args)) and again["tickets"].sum() == fast
        else "A filter has dropped all of them. fast_lane is True or False, not a text.",
    )


def sign_of_z(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """z is that of (expected - observed); other mistakes are let pass."""
    for made in cases.verdicts(draw):
        table = answer(*made.args)
        got, expected = (float(one["z"].iloc[0]) if len(one) else NAN for one in (table, made.expected))
        if abs(got + expected) < 1e-6:
            return Counterexample(made.call, f"z {got:.3g}", f"z {expected:.3g}", str(made.rows), made.note)
    return None


def all_have_a_row(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Tickets without an outcome, and those that are not mature, are counted among `tickets`.

    Only a table that has too few, by as many as these are, is told; other mistakes are let pass.
    """
    for made in (*cases.silence(draw), *cases.early_news(draw)):
        served, outcomes = made.args[:2]
        got, expected = (float(table["tickets"].sum()) for table in (answer(*made.args), made.expected))
        dropped = {
            len(served) - len(outcomes): "A ticket without an outcome has been dropped, as by an inner join.",
            expected - made.expected["mature"].sum(): "Tickets that are not mature have been dropped.",
        }
        if expected - got in dropped and got < expected:
            return Counterexample(
                made.call,
                f"{got:g} tickets in all weeks",
                f"{expected:g} tickets in all weeks",
                str(made.rows),
                dropped[expected - got],
            )
    return None


def no_idle_week(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No week has a row but those with tickets that count; if one of these lacks, it is let pass."""
    for made in asked(calendar.idle_weeks(draw)):
        got, expected = (by_week(table, "tickets") for table in (answer(*made.args), made.expected))
        more = [name.removeprefix("tickets of ") for name in got if name not in expected]
        if more and set(expected) < set(got):
            return Counterexample(
                made.call, f"a row for the week of {more[0]}", "no such row", str(made.rows), made.note
            )
    return None


def bears_no_tickets(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """What comes back keeps the contract, which is that of all calls; rows too many are told elsewhere."""
    for made in asked(cases.no_tickets(draw)):
        answer(*made.args)
    return None


def enough_mature(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The week has enough mature tickets, so it does not wait; other mistakes are let pass."""
    for made in cases.few_known(draw):
        said = list(by_week(answer(*made.args), "verdict").values())
        if said == ["wait"]:
            return Counterexample(made.call, "verdict wait", "verdict blind", str(made.rows), made.note)
    return None


def blind_of_the_mature(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """All mature tickets are known, so the week is not blind; other mistakes are let pass."""
    for made in cases.young_ones(draw):
        said = list(by_week(answer(*made.args), "verdict").values())
        if said == ["blind"]:
            return Counterexample(made.call, "verdict blind", "verdict ok", str(made.rows), made.note)
    return None
