"""What a DriftMonitor finds in one world and loses in another that differs from it in one thing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.monitoring.drift_properties import (
    NAN,
    alarm,
    alarms_of,
    drawn_text,
    first_alarm,
    jump,
)
from autograder.checks.monitoring.drift_stays import around
from autograder.checks.monitoring.drift_worlds import Weeks, creeping_weeks, made_weeks
from autograder.draws import Draw
from autograder.oracles.compare import show
from autograder.oracles.oracle import case_asked
from autograder.results import Counterexample

CREEPING_WORLDS, TEN_AWAY, TWO_WEEKS, SILENT_AT_MOST = 3, 40, 14, 2  # but for the worlds, days of a creep
# A creep of a fiftieth a day: 10 away on day 500, then four weeks from a Monday on. Of two figures that is 40
# weekdays, 6 of them allowed. A monitor that remembers four days at most says the same with the creep and
# without it. 17 right ones, 40 draws each: 0 days; those whose usual follows by .01 a day: 13 at least.
SLOW, SLOW_FIGURES, CREPT, STAY, PASSED_OVER = 0.02, 2, 72 * 7, 4 * 7, 0.15

# Of 28 days behind the fifth, 8 of them of weekends: right monitors are silent on 2 at most after a jump.
# Whoever cries on quiet weekends is told so elsewhere.
MUCH_LATER = 9  # a day or two later than the same rise is luck
BY, SILENT_DAYS, PEACE = 5, 5, 26


def finds_in_time(answer: Any, weeks: Weeks, by: int = 4) -> bool:
    first = first_alarm(answer, weeks)
    return first is not None and first <= by


def one_spread(answer: Any, draw: Draw) -> Counterexample | None:
    """A fall that it finds where all days are alike is lost where weekends lie as low as the figure falls."""
    fall: dict[str, Any] = {"watched": 7, "change": lambda day: -jump(day)}
    for number in range(2):
        weeks = made_weeks(draw, f"one spread {number}", season=8.0, **fall)
        alike = made_weeks(draw, f"one spread {number}", season=0.0, **fall)
        if finds_in_time(answer, alike) and not finds_in_time(answer, weeks):
            return Counterexample(
                "a monitor fitted on six weeks in which weekends lie 8 standard deviations below weekdays; "
                "from Monday on, figure a is on weekdays what it was on weekends",
                "no alarm by Friday",
                "an alarm by Friday",
                drawn_text(weeks, "a"),
                "Weekdays and weekends share one spread: it is that of the step between them, and a fall of "
                "8 standard deviations of weekdays is small beside it.",
            )
    return _quiet_on_weekends(answer, draw)


def _quiet_on_weekends(answer: Any, draw: Draw) -> Counterexample | None:
    """A rise that it sees each day where all days are alike has no alarm around weekends that lie lower.

    One median and one robust spread of all days put a weekend that has risen by 8 next to a weekday.
    """
    for number in range(2):
        name, watched = f"quiet weekends {number}", BY + 28
        away, alike, calm = (
            made_weeks(draw, name, season=season, watched=watched, change=change)
            for season, change in ((10.0, jump), (0.0, jump), (10.0, lambda day: 0.0 * day))
        )
        silent, usual, at_peace = (
            [("a" not in said) for said in alarms_of(answer, weeks)[BY:]] for weeks in (away, alike, calm)
        )
        if sum(silent) > SILENT_DAYS and sum(usual) <= 2 and sum(at_peace) >= PEACE:
            return Counterexample(
                "a monitor fitted on six weeks in which weekends lie 10 standard deviations below weekdays; "
                "figure a rises by 8 on day 1, and stays",
                f"no alarm of it on {sum(silent)} of the days {BY + 1} to {BY + 28}",
                "an alarm on nearly every day",
                drawn_text(away, "a"),
                f"Where weekends are like weekdays it has none on {sum(usual)} of these days. A weekend that "
                "has risen by 8 looks like a weekday: weekends have a median of their own.",
            )
    return None


def one_sided(answer: Any, draw: Draw) -> Counterexample | None:
    """A fall is not found, and a rise by as much on the same days is."""
    for number in range(2):
        fall, rise = (
            made_weeks(draw, f"fall {number}", watched=14, change=change)
            for change in (lambda day: -jump(day), jump)
        )
        first = first_alarm(answer, fall)
        if (first is None or first > MUCH_LATER) and finds_in_time(answer, rise):
            return Counterexample(
                "a monitor fitted on six weeks, then watching figure a",
                "no alarm" if first is None else f"the first alarm on day {first + 1}",
                "an alarm by day 5",
                drawn_text(fall, "a"),
                "It fell by 8 standard deviations on day 1. A rise by as much on the same days is found.",
            )
    return None


def not_its_figure(answer: Any, draw: Draw) -> Counterexample | None:
    """With a figure that the reference does not have the same is said as without it, alarm or none."""
    reference, days = made_weeks(draw, "not its figure", watched=7, change=lambda day: 30.0 * (day >= 4))
    one, other = answer(), answer()
    one.fit(reference.copy())
    other.fit(reference.copy())
    for number, (date, row) in enumerate(days.iterrows()):
        strange = NAN if number == 1 else 5.0
        case_asked.set(lambda strange=strange: _with_new(strange, "", ""))
        expected = alarm(one, date, row)
        got = alarm(other, date, pd.concat([pd.Series({"new": strange}), row]))
        case_asked.set(None)
        if got != expected:
            return _with_new(strange, show(got), f"{show(expected)}, as of the same day without it")
    return None


def _with_new(strange: float, got: str, expected: str) -> Counterexample:
    return Counterexample(
        f"update(date, {{'new': {strange}, 'a': ..., 'b': ..., ...}}); the reference has no figure new",
        got,
        expected,
        "",
        "A figure that the reference does not have is not judged.",
    )


def creeps(answer: Any, draw: Draw) -> Counterexample | None:
    """Of ten figures that creep away each has alarmed by the day on which it is ten away, in three worlds.

    Asked together first, then each that was not named alone: whoever names one figure a day is told so
    elsewhere, and so is whoever finds all rises and no fall.
    """
    for number in range(CREEPING_WORLDS):
        weeks = creeping_weeks(draw, f"creep {number}", TEN_AWAY)
        named = set().union(*alarms_of(answer, weeks))
        unseen = [name for name in weeks[0] if name not in named and not _days_of_alarm(answer, weeks, name)]
        if unseen and unseen != list(weeks[0].columns[1::2]):
            return _not_found(weeks, str(unseen[0]), len(unseen))
    return None


def _not_found(weeks: Weeks, name: str, unseen: int) -> Counterexample:
    return Counterexample(
        f"a monitor fitted on six weeks, then watching figure {name}",
        f"no alarm by day {TEN_AWAY}",
        f"an alarm by day {TEN_AWAY}",
        f"{drawn_text(weeks, name)}\nday {TEN_AWAY}: {weeks[1][name].iloc[-1]:.1f}",
        f"It moves by a quarter of a standard deviation a day: on day {TEN_AWAY} it is 10 away. Of ten such "
        f"figures {unseen} had no alarm.",
    )


def creeps_slowly(answer: Any, draw: Draw) -> Counterexample | None:
    """Behind a creep too slow for any memory the last four weeks alarm as right behind the reference.

    Only of days that alarm there: whoever is blind, or names one figure, is told so elsewhere.
    """
    crept = creeping_weeks(draw, "creep slowly", CREPT + STAY, SLOW, SLOW_FIGURES, farthest=10.0)
    at_once = crept[0], crept[1].iloc[CREPT:].set_axis(crept[1].index[:STAY])
    said, twin = alarms_of(answer, crept)[CREPT:], alarms_of(answer, at_once)
    weekdays = [day for day in range(STAY) if day % 7 < 5]  # day 0 is a Monday
    lost = np.array([[name in twin[day] - said[day] for name in crept[0]] for day in weekdays])
    if lost.mean() <= PASSED_OVER:
        return None
    worst = int(lost.sum(axis=0).argmax())
    return _passed_over(crept, worst, int(lost[:, worst].sum()))


def _passed_over(crept: Weeks, column: int, lost: int) -> Counterexample:
    name, days = crept[0].columns[column], f"{CREPT + 1} to {CREPT + STAY}"
    return Counterexample(
        f"figure {name} moves by a fiftieth of a standard deviation a day; on the days {days} it is 10 away",
        f"no alarm of it on {lost} of the {STAY // 7 * 5} weekdays of the days {days}",
        "an alarm of it on each of them, as if it had jumped there right behind the reference",
        around(crept, column, CREPT),
        "However slowly a figure got there: 10 away is 10 away.",
    )


def _days_of_alarm(answer: Any, weeks: Weeks, name: str) -> list[int]:
    """The watched days on which this figure alarms where there is no other."""
    said = alarms_of(answer, (weeks[0][[name]], weeks[1][[name]]))
    return [day for day, names in enumerate(said) if name in names]


def creeps_on(answer: Any, draw: Draw) -> Counterexample | None:
    """A figure that creeps away and has alarmed goes on alarming when it is more than ten away.

    Only of figures that were found in time, so that an alarm can end. Days of weekends are let through, for
    a spread by twelve days can come out twice as large as it is; and two days more.
    """
    for number in range(CREEPING_WORLDS):
        weeks = creeping_weeks(draw, f"creep {number}", TEN_AWAY + TWO_WEEKS)
        said = alarms_of(answer, weeks)
        for name in weeks[0]:
            if _silent([day for day, names in enumerate(said) if name in names]):
                loud = _days_of_alarm(answer, weeks, str(name))
                if _silent(loud):
                    return _ended(weeks, str(name), loud[0], _silent(loud))
    return None


def _silent(loud: list[int]) -> list[int]:
    """The weekdays of the two weeks without an alarm, if too many and there was an alarm before them."""
    weekdays = {day for day in range(TEN_AWAY, TEN_AWAY + TWO_WEEKS) if day % 7 < 5}  # day 0 is a Monday
    silent = sorted(weekdays - {*loud})
    return silent if loud and loud[0] < TEN_AWAY and len(silent) > SILENT_AT_MOST else []


def _ended(weeks: Weeks, name: str, first: int, silent: list[int]) -> Counterexample:
    days = f"{TEN_AWAY + 1} to {TEN_AWAY + TWO_WEEKS}"
    return Counterexample(
        f"figure {name} moves by a quarter of a standard deviation a day, and on the days {days} it is more "
        "than 10 away",
        f"alarms from day {first + 1} on, and none on {len(silent)} weekdays of the days {days}, first on "
        f"day {silent[0] + 1}",
        "an alarm of it on each of them",
        drawn_text(weeks, name) + f"\nday {silent[0] + 1}: {weeks[1][name].iloc[silent[0]]:.1f}",
        "However slowly a figure got there: as long as it is away, it is away.",
    )
