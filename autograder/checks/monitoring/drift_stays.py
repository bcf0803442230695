"""What a DriftMonitor says of figures that jump late, stay away long, and come back: counted over many."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.monitoring.drift_properties import alarms_of
from autograder.checks.monitoring.drift_worlds import Weeks, many_jumps
from autograder.draws import Draw
from autograder.oracles.oracle import NotJudged
from autograder.results import Counterexample

BY = 5  # days within which a jump is found
MANY, SHORT, SILENT_AT_MOST = 96, 33, 0.05  # figures that jump on the first day, and the days watched
FEW, QUIET, LONG = 12, 24, 90  # figures that are as ever for QUIET days and then away LONG
MONTH, BACK = 30, 28  # days away and days back of those that come back
# Silent days that are scattered: at a limit of 6 to 7.5 of 8 they are 5 to 23 % of all, in both halves alike.
MORE_LATER, FEW_SILENT = 1.4, 0.4
# A spread of each weekday: a silent day is followed by one a week later in half of the cases or more (.53 to
# .86 were seen), and so many times as often as 1 to 6 days later (2.4 to 16; 1.3 to 2.5 with two spreads).
AGAIN, MORE_OFTEN = 0.5, 2.2
# Of days that are silent by luck .30 to .51 were at weekends (limits of 6.5 to 9 a day, two draws each).
AT_WEEKENDS = 0.85
LATE_AT_MOST, SILENT_OF_LONG, SETTLED, LOUD_AT_MOST = 2, 0.15, 14, 1 / 3


def _loud(answer: Any, weeks: Weeks) -> np.ndarray:
    """Whether each figure alarms on each of the watched days; days by figures."""
    return np.array([[name in said for name in weeks[0]] for said in alarms_of(answer, weeks)])


def _loud_alone(answer: Any, weeks: Weeks) -> np.ndarray:
    """The same where there is no other figure: whoever names one figure a day is told so elsewhere."""
    return np.hstack([_loud(answer, (weeks[0][[name]], weeks[1][[name]])) for name in weeks[0]])


def found_late(answer: Any, draw: Draw) -> Counterexample | None:
    """A jump behind weeks of quiet days is found as fast as one on the first day.

    Whoever finds all rises and no fall is told so elsewhere.
    """
    weeks = many_jumps(draw, "long stay", FEW, QUIET, away=20)
    for ask in (_loud, _loud_alone):
        loud = ask(answer, weeks)[QUIET:]
        missed = np.flatnonzero(~loud[:BY].any(axis=0))
        if len(missed) <= LATE_AT_MOST or not loud[:, 1::2].any() and loud[:BY, ::2].any(axis=0).all():
            return None
    return _late(weeks, loud, missed)


def _late(weeks: Weeks, loud: np.ndarray, missed: np.ndarray) -> Counterexample:
    first = np.flatnonzero(loud[:, missed[0]])
    return Counterexample(
        f"a monitor fitted on six weeks, then watching figure {weeks[0].columns[missed[0]]}; it is as ever "
        f"for {QUIET} days, and moves by 8 standard deviations on day {QUIET + 1}",
        f"the first alarm of it on day {QUIET + first[0] + 1}"
        if len(first)
        else f"no alarm of it from day {QUIET + 1} to day {len(loud) + QUIET}",
        f"an alarm by day {QUIET + BY}",
        around(weeks, missed[0], QUIET),
        f"Of {FEW} such figures {len(missed)} had no alarm within {BY} days. The quiet days before it are "
        "no reason to wait.",
    )


def silent_while_away(answer: Any, draw: Draw) -> Counterexample | None:
    """A figure that jumped alarms on nearly every day from the sixth on, and after three months as well.

    Only of figures that alarmed before the sixth day, so that an alarm can end; or none did, ever.
    """
    for weeks, quiet, days, allowed in (
        (many_jumps(draw, "many jumps", MANY, 0, SHORT), 0, SHORT, SILENT_AT_MOST),
        (many_jumps(draw, "long stay", FEW, QUIET, LONG), QUIET, LONG, SILENT_OF_LONG),
    ):
        for ask in (_loud, _loud_alone):
            loud = ask(answer, weeks)[quiet : quiet + days]
            silent = ~loud[BY:] & (loud[:BY].any(axis=0) | ~loud.any())
            if silent.mean() <= allowed:
                break
        else:
            return _silent(weeks, silent, quiet, allowed)
    return None


def _silent(weeks: Weeks, silent: np.ndarray, quiet: int, allowed: float) -> Counterexample:
    worst = int(silent.sum(axis=0).argmax())
    name, on = weeks[0].columns[worst], np.flatnonzero(silent[:, worst])
    first = quiet + BY + int(on[0])
    return Counterexample(
        f"figure {name} moves by 8 standard deviations on day {quiet + 1}, and stays there; so do "
        f"{silent.shape[1] - 1} others",
        f"no alarm of {name} on {len(on)} of the days {quiet + BY + 1} to {quiet + BY + len(silent)}, first "
        f"on day {first + 1}; of all figures none on {silent.mean():.1%} of these days",
        f"an alarm of each on nearly every day: none on at most {allowed:.0%}",
        around(weeks, worst, first),
        "As long as a figure stays away, it is away."
        + (_at_weekends(weeks, silent) or _by_weekday(silent) or _too_near(silent)),
    )


def _at_weekends(weeks: Weeks, silent: np.ndarray) -> str:
    """What to add if nearly all silent days are at weekends: they are judged by another measure."""
    weekend = weeks[1].index[-len(silent) :].day_of_week >= 5
    share = silent[weekend].sum() / silent.sum()
    if share < AT_WEEKENDS:
        return ""
    return (
        f" {share:.0%} of the silent days are Saturdays and Sundays: what is away on a Monday is away on a "
        "Sunday. They need a level and a spread of their own, of all weekend days of the reference, and no "
        "more: a wider limit beside it, or silence, is too much."
    )


def _by_weekday(silent: np.ndarray) -> str:
    """What to add if silent days come again on their weekday: its own few values made its spread.

    A spread of all days, too large or too small by luck, makes every later day as silent.
    """
    again = [(silent[:-k] & silent[k:]).sum() / max(1, silent[:-k].sum()) for k in range(1, 8)]
    if again[-1] < AGAIN or again[-1] < MORE_OFTEN * np.mean(again[:-1]):
        return ""
    return (
        " Silent days come again on the same weekday: its few values in the reference make no spread "
        "of their own."
    )


def _too_near(silent: np.ndarray) -> str:
    """What to add if silent days are few, and no more later on than at first: no alarm has ended."""
    early, late = (part.mean() for part in np.array_split(silent, 2))
    if not late < MORE_LATER * early or late > FEW_SILENT:
        return ""
    return (
        " Silent days are scattered, no more of them later than at first: the limit is too near to 8, since "
        "each day varies by 1, and the spread of six weeks is known but roughly."
    )


def goes_on(answer: Any, draw: Draw) -> Counterexample | None:
    """Two weeks after the figures have come back they are as quiet as before they left.

    Only of figures whose alarms lasted until then: whoever got used to the new level is told so elsewhere.
    Of a monitor that had no alarm there is nothing to say.
    """
    weeks, back = many_jumps(draw, "long stay", FEW, QUIET, MONTH, BACK), QUIET + MONTH
    loud = _loud(answer, weeks)
    if not loud[QUIET:back].any():
        raise NotJudged
    after = loud[back + SETTLED :] & loud[back - 7 : back].all(axis=0)
    if after.mean() <= LOUD_AT_MOST + loud[:QUIET].mean():
        return None
    worst = int(after.sum(axis=0).argmax())
    return Counterexample(
        f"figure {weeks[0].columns[worst]} is 8 standard deviations away from day {QUIET + 1} to day {back}, "
        f"and from day {back + 1} on it is as ever; so are {FEW - 1} others",
        f"alarms of it on {after[:, worst].sum()} of the days {back + SETTLED + 1} to {len(loud)}; of all "
        f"figures on {after.mean():.0%} of these days",
        "hardly any: it has been back for two weeks",
        around(weeks, worst, back),
        "An alarm that nothing ends says nothing from the first day on.",
    )


def around(weeks: Weeks, column: int, day: int) -> str:
    """The figure in the last week of the reference and around a watched day (0 is the first)."""
    start = max(0, day - 3)
    shown = [[f"{value:.1f}" for value in part.iloc[:, column]] for part in weeks]
    return (
        f"the last week of the reference: {'  '.join(shown[0][-7:])}\n"
        f"{f'from day {start + 1} on:':32}{'  '.join(shown[1][start : start + 8])}"
    )
