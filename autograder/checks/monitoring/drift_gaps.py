"""What a DriftMonitor says when a figure is missing, and afterwards."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.monitoring.drift_properties import NAN, alarms_of, drawn_text
from autograder.checks.monitoring.drift_worlds import Weeks, made_weeks, steps_away
from autograder.draws import Draw
from autograder.oracles.compare import show
from autograder.results import Counterexample


def gap(answer: Any, draw: Draw) -> Counterexample | None:
    """A figure that is missing, or absent, alarms that day; it spoils no other day."""
    reference, days = made_weeks(draw, "gap", watched=12)
    weekend = reference.index.day_of_week > 4
    usual = {kind: reference[weekend == kind].median() for kind in (True, False)}
    monitor = answer()
    monitor.fit(reference.copy())
    for number, date in enumerate(days.index):
        figures = {str(name): float(value) for name, value in usual[bool(date.day_of_week >= 5)].items()}
        if number == 3:
            figures["b"] = NAN
        if number == 4:
            del figures["c"]
        said = monitor.update(date, figures)
        missing = {3: "b", 4: "c"}.get(number)
        if missing and missing not in said:
            how = "is nan" if number == 3 else "is not among the figures"
            return Counterexample(
                f"update(date, figures), where {missing} {how}",
                show(said),
                f"{{{missing}}}",
                "",
                "What cannot be seen is not well.",
            )
        if number > 4 and set(said) & {"b", "c"}:
            return Counterexample(
                f"update(date, figures) on day {number + 1}: b and c are there again, as ever",
                show(said),
                "an empty set",
                "",
                "They were missing on days 4 and 5 alone.",
            )
    said = monitor.update(days.index[-1] + pd.Timedelta(days=1), {})
    if set(said) == set(reference.columns):
        return None
    return Counterexample(
        "update(date, {})",
        show(said),
        show(set(reference.columns)),
        "",
        "None of the figures is there: all of them alarm.",
    )


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


def hides_others(answer: Any, draw: Draw) -> Counterexample | None:
    """Figure a is far away; the day on which figure b is missing alarms both.

    Only of an answer that names a on the same day where nothing is missing.
    """
    reference, days = made_weeks(
        draw, "hides others", figures=3, watched=8, change=lambda day: np.full(len(day), 12.0)
    )
    gappy = days.copy()
    gappy.iloc[6, 1] = NAN
    said = alarms_of(answer, (reference, gappy))[6]
    if "a" in said or "a" not in alarms_of(answer, (reference, days))[6]:
        return None
    return Counterexample(
        "figure a has been 12 standard deviations away for a week; on day 7 figure b is missing as well",
        show(said),
        "{a, b}",
        drawn_text((reference, gappy), "a"),
        "Where b is not missing on that day, a alarms: a gap of one figure says nothing of the others.",
    )


STEPS = ("for two weeks, and missing on days 3 and 10", [2, 9])
SPIKES = ("on the days 2, 9 and 12, missing on the days 3, 4, 10 and 11, and else as usual", [2, 3, 9, 10])


def as_if_it_had_not_been(answer: Any, draw: Draw) -> Counterexample | None:
    """Some days are missing; those behind them are judged as by a monitor that was never asked on these.

    Only of an answer that says the same of the same days twice; others share their memory, or draw lots.
    """
    for (when, lost), (reference, days) in (
        (STEPS, steps_away(draw, "as if it had not been")),
        (SPIKES, steps_away(draw, "nor the day before", (1, 8, 11))),
    ):
        without = days.drop(days.index[lost])
        expected, again = (
            dict(zip(without.index, alarms_of(answer, (reference, without)), strict=True)) for _ in range(2)
        )
        if expected != again:
            return None
        gappy = days.copy()
        gappy.iloc[lost] = NAN
        got = dict(zip(days.index, alarms_of(answer, (reference, gappy)), strict=True))
        for date in without.index:
            other = sorted(got[date] ^ expected[date])
            if other:
                return _judged_otherwise(other[0], (reference, gappy), when, got, expected)
    return None


def _judged_otherwise(
    name: str, weeks: Weeks, when: str, got: dict[Any, set[str]], expected: dict[Any, set[str]]
) -> Counterexample:
    def loud(said: dict[Any, set[str]]) -> str:
        dates = [date for date in expected if name in said[date]]
        numbers = ", ".join(str(weeks[1].index.get_loc(date) + 1) for date in dates)
        return f"alarms of {name} on the days {numbers}" if dates else f"no alarm of {name}"

    away = abs(float(weeks[1][name].iloc[1]))  # a Tuesday: usual is 0 there
    return Counterexample(
        f"figure {name} is {away:.1f} standard deviations away {when}",
        f"of the days that are not missing: {loud(got)}",
        f"{loud(expected)}, as if the missing days had not been",
        drawn_text(weeks, name, 14),
        "A missing day is left out of whatever is remembered: it is neither a usual day, nor a new "
        "beginning, nor the day before once more.",
    )
