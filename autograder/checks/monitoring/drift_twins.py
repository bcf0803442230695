"""What a DriftMonitor finds in one world and loses in another that differs from it in one thing."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.monitoring.drift_properties import NAN, alarms_of, drawn_text, first_alarm, jump
from autograder.checks.monitoring.drift_worlds import Weeks, made_weeks, steps_away
from autograder.draws import Draw
from autograder.results import Counterexample


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
    return None


def one_sided(answer: Any, draw: Draw) -> Counterexample | None:
    """A fall is not found, and a rise by as much on the same days is."""
    for number in range(2):
        fall, rise = (
            made_weeks(draw, f"fall {number}", watched=14, change=change)
            for change in (lambda day: -jump(day), jump)
        )
        first = first_alarm(answer, fall)
        if (first is None or first > 4) and finds_in_time(answer, rise):
            return Counterexample(
                "a monitor fitted on six weeks, then watching figure a",
                "no alarm" if first is None else f"the first alarm on day {first + 1}",
                "an alarm by day 5",
                drawn_text(fall, "a"),
                "It fell by 8 standard deviations on day 1. A rise by as much on the same days is found.",
            )
    return None


def away_behind_a_gap(answer: Any, draw: Draw) -> Counterexample | None:
    """Away for five days, missing for four, and still away: the first day back alarms.

    Only of an answer that has seen by the fifth day that the figure is away; others are blind elsewhere.
    """
    reference, days = made_weeks(
        draw, "away behind a gap", season=5.0, watched=12, change=lambda day: np.full(len(day), 9.0)
    )
    days = days.copy()
    days.iloc[5:9, 0] = NAN
    said = alarms_of(answer, (reference, days))
    quiet = [day for day in range(9, 12) if "a" not in said[day]]
    if not quiet or "a" not in said[4]:
        return None
    return Counterexample(
        "figure a is 9 standard deviations away for five days, missing for four, and still away",
        f"no alarm of it on day {quiet[0] + 1}",
        "an alarm of figure a on each of the days 10 to 12",
        drawn_text((reference, days), "a", 12),
        "Later days are judged as if a missing one had not been: the gap is no proof that it came back.",
    )


def as_if_it_had_not_been(answer: Any, draw: Draw) -> Counterexample | None:
    """Two days are missing; the days behind them are judged as by a monitor that was never asked on the two.

    Only of an answer that says the same of the same days twice; others share their memory, or draw lots.
    """
    reference, days = steps_away(draw, "as if it had not been")
    lost = days.index[[2, 9]]
    without = days.drop(lost)
    expected, again = (
        dict(zip(without.index, alarms_of(answer, (reference, without)), strict=True)) for _ in range(2)
    )
    if expected != again:
        return None
    gappy = days.copy()
    gappy.loc[lost] = NAN
    got = dict(zip(days.index, alarms_of(answer, (reference, gappy)), strict=True))
    for date in without.index:
        other = sorted(got[date] ^ expected[date])
        if other:
            return _judged_otherwise(other[0], (reference, gappy), got, expected)
    return None


def _judged_otherwise(
    name: str, weeks: Weeks, got: dict[Any, set[str]], expected: dict[Any, set[str]]
) -> Counterexample:
    def loud(said: dict[Any, set[str]]) -> str:
        dates = [date for date in expected if name in said[date]]
        numbers = ", ".join(str(weeks[1].index.get_loc(date) + 1) for date in dates)
        return f"alarms of {name} on the days {numbers}" if dates else f"no alarm of {name}"

    away = abs(float(weeks[1][name].iloc[0]))
    return Counterexample(
        f"figure {name} is {away:.1f} standard deviations away for two weeks, and missing on days 3 and 10",
        f"of the other days: {loud(got)}",
        f"{loud(expected)}, as if there were no days 3 and 10",
        drawn_text(weeks, name, 14),
        "A missing day is left out of whatever is remembered: it is neither a usual day nor a new beginning.",
    )
