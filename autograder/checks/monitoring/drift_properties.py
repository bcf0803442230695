"""What a DriftMonitor must hold on made weeks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.monitoring import drift_worlds as worlds
from autograder.checks.monitoring.drift_worlds import Weeks, gap_in_reference, made_weeks
from autograder.draws import Draw
from autograder.oracles.compare import show
from autograder.oracles.oracle import ContractBroken, Property
from autograder.results import Counterexample

MADE_WORLDS, MADE_ALARMS = 8, 22
NAN = float("nan")
MANY_LOOKS = (
    "Ten figures a day, 28 days: something that happens to one figure once in a hundred days happens to one "
    "of them three times a month."
)
SIX_DAYS = (
    "A day of a weekend alarms more than twice as often as a weekday: the spread of so few days is luck, and "
    "where it came out too small every usual day is far away. Six weeks have six Saturdays, but twelve days "
    "of weekends."
)


def alarms_of(answer: Any, weeks: Weeks) -> list[set[str]]:
    """What a new monitor says on each of the watched days."""
    monitor = answer()
    monitor.fit(weeks[0].copy())
    return [alarm(monitor, date, row) for date, row in weeks[1].iterrows()]


def alarm(monitor: Any, date: pd.Timestamp, row: pd.Series) -> set[str]:
    figures = {str(name): float(value) for name, value in row.items()}
    said = monitor.update(date, figures)
    if not isinstance(said, set | frozenset | list | tuple):
        raise ContractBroken(
            f"update(date, figures) returned a {type(said).__name__}; the prompt asks for a set"
        )
    return set(said)


def shape(answer: Any, draw: Draw) -> Counterexample | None:
    reference, days = made_weeks(draw, "shape", watched=3)
    monitor = answer()
    returned = monitor.fit(reference)
    if returned is not monitor:
        return Counterexample(
            "monitor.fit(reference)",
            show(returned),
            "the monitor itself",
            "",
            "so that DriftMonitor().fit(reference) can be written",
        )
    date, row = next(days.iterrows())
    said = monitor.update(date, {str(name): float(value) for name, value in row.items()})
    if isinstance(said, set | frozenset) and all(isinstance(name, str) for name in said):
        return None
    return Counterexample(
        "monitor.update(date, {'a': ..., 'b': ..., ...})",
        show(said),
        "a set of names of figures",
        "",
        "An empty set if all is well.",
    )


def first_alarm(answer: Any, weeks: Weeks, name: str = "a") -> int | None:
    """The first of the watched days on which this figure alarms, or None."""
    return next((day for day, said in enumerate(alarms_of(answer, weeks)) if name in said), None)


def drawn_text(weeks: Weeks, name: str, shown: int = 8) -> str:
    return (
        f"the last week of the reference: {_numbers(weeks[0][name].iloc[-7:])}\n"
        f"the first days watched:         {_numbers(weeks[1][name].iloc[:shown])}"
    )


def _numbers(values: pd.Series) -> str:
    return "  ".join(f"{value:.1f}" for value in values)


def jump(day: np.ndarray) -> np.ndarray:
    return np.full(len(day), 8.0)


def must_find(
    name: str,
    by: int,
    expected: str,
    note: str,
    days: int = 14,
    change: Callable[[np.ndarray], Any] = lambda day: 0.0,
    spoil: Callable[[Weeks], Weeks] = lambda weeks: weeks,
) -> Property:
    """On two made worlds in which figure a changes, it alarms by the watched day `by`."""

    def test(answer: Any, draw: Draw) -> Counterexample | None:
        for number in range(2):
            weeks = spoil(made_weeks(draw, f"{name} {number}", season=5.0, watched=days, change=change))
            first = first_alarm(answer, weeks)
            if first is None or first > by:
                got = "no alarm" if first is None else f"the first alarm on day {first + 1}"
                return Counterexample(
                    "a monitor fitted on six weeks, then watching figure a",
                    got,
                    expected,
                    drawn_text(weeks, "a"),
                    note,
                )
        return None

    return test


def cries_daily(answer: Any, draw: Draw) -> Counterexample | None:
    loud = [
        date.day_of_week >= 5
        for number in range(MADE_WORLDS)
        for date, said in _with_dates(answer, made_weeks(draw, f"noise {number}", figures=10))
        if said
    ]
    if len(loud) <= MADE_ALARMS:
        return None
    n = MADE_WORLDS * worlds.WATCHED
    return Counterexample(
        f"{n} quiet days of ten figures that are nothing but noise",
        f"alarms on {len(loud)} days, {sum(loud)} of them Saturdays and Sundays",
        f"about {n // 28}, at most {MADE_ALARMS}",
        "",
        SIX_DAYS if _weekends_alone(sum(loud), len(loud) - sum(loud)) else MANY_LOOKS,
    )


def _weekends_alone(ends: int, weekdays: int) -> bool:
    """Whether weekends alarm more than twice as often as weekdays, which would keep to what is allowed."""
    return ends / 2 > 2 * weekdays / 5 and weekdays / 5 <= MADE_ALARMS / 7


def _with_dates(answer: Any, weeks: Weeks) -> Iterator[tuple[pd.Timestamp, set[str]]]:
    return zip(weeks[1].index, alarms_of(answer, weeks), strict=True)


def weekend(answer: Any, draw: Draw) -> Counterexample | None:
    weeks = made_weeks(draw, "weekend", figures=3, season=12.0)
    ends = [
        day
        for day, (date, said) in enumerate(zip(weeks[1].index, alarms_of(answer, weeks), strict=True))
        if said and date.day_of_week >= 5
    ]
    if len(ends) <= 4:
        return None
    names = ", ".join(f"{weeks[1].index[day]:%a %d %b}" for day in ends[:6])
    return Counterexample(
        "four quiet weeks of three figures; weekends lie 12 standard deviations below weekdays, "
        "as in the reference",
        f"alarms on {len(ends)} of 8 days of a weekend: {names}, ...",
        "hardly any",
        drawn_text(weeks, "a"),
        "The same weekend as each of the six before.",
    )


def names_the_figure(answer: Any, draw: Draw) -> Counterexample | None:
    weeks = made_weeks(draw, "names", watched=10, change=lambda day: np.where(day >= 2, 9.0, 0.0))
    said = alarms_of(answer, weeks)[-1]
    if said != {"a"}:
        return Counterexample(
            "figure a has moved by 9 standard deviations for eight days, no other has",
            show(said),
            "{a}",
            drawn_text(weeks, "a"),
            "",
        )
    two = weeks[1].assign(b=weeks[1]["b"] + np.where(np.arange(10) >= 2, 25.0, 0.0))
    said = alarms_of(answer, (weeks[0], two))[-1]
    if said == {"a", "b"}:
        return None
    return Counterexample(
        "for eight days figure a has been 9 and figure b 25 standard deviations above what is usual",
        show(said),
        "{a, b}",
        drawn_text((weeks[0], two), "b"),
        "All figures that are away are named: two faults on one morning have two owners.",
    )


def gaps_in_reference(answer: Any, draw: Draw) -> Counterexample | None:
    """With days missing in the reference it is as quiet as without, and finds a jump as ever."""
    whole = made_weeks(draw, "gaps and quiet", figures=3, watched=14)
    weeks = gap_in_reference(whole)
    days = sum(bool(said) for said in alarms_of(answer, weeks))
    if days > 4 and days > 2 + sum(bool(said) for said in alarms_of(answer, whole)):
        return Counterexample(
            "two quiet weeks of three figures; three days of the reference are missing",
            f"alarms on {days} of 14 days",
            "hardly any, as without the gaps",
            drawn_text(weeks, "a"),
            "",
        )
    return must_find(
        "gaps",
        4,
        "an alarm by day 5",
        "Three days of the reference are missing; it moved by 8 on day 1.",
        change=jump,
        spoil=gap_in_reference,
    )(answer, draw)


def never_moved(answer: Any, draw: Draw) -> Counterexample | None:
    """A constant figure, 0 or not, is well as long as it is what it was; hardly another value alarms."""
    reference, days = made_weeks(draw, "constant", watched=8)
    for was, now, gaps in ((0.0, 0.3, 0), (50.0, 50.5, 0), (50.0, 50.5, 1)):
        flags = [was] * 5 + [now] * 3
        known = [NAN] * gaps + [was] * (len(reference) - gaps)
        said = alarms_of(answer, (reference.assign(flag=known), days.assign(flag=flags)))
        for day, names in enumerate(said):
            if ("flag" in names) != (day >= 5):
                return _never_moved(was, flags[day], gaps, names)
    return None


def _never_moved(was: float, now: float, gaps: int, names: set[str]) -> Counterexample:
    moved = now != was
    return Counterexample(
        f"a figure that was {was:g} on all days of the reference{' but one, a gap,' * gaps} and is {now:g}",
        show(names) if moved else "an alarm of it",
        "{flag}" if moved else "no alarm of it",
        "",
        "What never moved has moved." if moved else "Nothing has changed.",
    )


def apart(answer: Any, draw: Draw) -> Counterexample | None:
    """Two monitors share nothing, and fit starts afresh."""
    calm = made_weeks(draw, "calm", watched=10)
    moved = made_weeks(draw, "moved", watched=10, change=lambda day: 30.0 + day)
    alone = alarms_of(answer, calm)
    expected = [alarms_of(answer, moved), alone]
    for in_turn in (True, False):
        other, said = _side_by_side(answer, (moved, calm), in_turn)
        if said != expected:
            return Counterexample(
                "two monitors, both fitted before either watches; one watches a figure that moves, the other "
                + ("a calm one, by turns" if in_turn else "a calm one, after it"),
                "another answer than alone",
                "each as if it were alone",
                "",
                "What a monitor has seen belongs to it alone: a list or dictionary in the body of the class "
                "is one for all monitors.",
            )
    for once in (None, calm[0].rename(columns={"a": "before"})):
        if once is not None:
            other.fit(once)
        other.fit(calm[0].copy())
        said = [alarm(other, date, row) for date, row in calm[1].iterrows()]
        if said != alone:
            return _not_afresh(said, alone, once is not None)
    return None


def _side_by_side(answer: Any, worlds: tuple[Weeks, ...], in_turn: bool) -> tuple[Any, list[list[set[str]]]]:
    """The first of these monitors, and what each says, day by day in turn or one after the other."""
    monitors = [answer() for _ in worlds]
    for monitor, (reference, _) in zip(monitors, worlds, strict=True):
        monitor.fit(reference.copy())
    said: list[list[set[str]]] = [[] for _ in worlds]
    calls = [(day, number) for number, (_, days) in enumerate(worlds) for day in range(len(days))]
    for day, number in sorted(calls) if in_turn else calls:
        days = worlds[number][1]
        said[number].append(alarm(monitors[number], days.index[day], days.iloc[day]))
    return monitors[0], said


def _not_afresh(said: list[set[str]], alone: list[set[str]], renamed: bool) -> Counterexample:
    day = next(day for day in range(len(alone)) if said[day] != alone[day])
    earlier = "it was fitted on a table with a figure named before" if renamed else "it watched other days"
    return Counterexample(
        f"monitor.fit(reference), after {earlier}; then update on day {day + 1}",
        show(said[day]),
        f"{show(alone[day])}, as from a new monitor",
        "",
        "fit starts afresh: nothing of an earlier reference is left.",
    )
