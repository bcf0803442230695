"""The property of agreeing with a definition, case by case, smallest case first."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from autograder.draws import GRADED, Draw
from autograder.oracles.compare import first_difference
from autograder.oracles.oracle import Property, case_asked
from autograder.results import Counterexample


@dataclass(frozen=True)
class Case:
    """One call and what it must return.

    args: handed to the answer as they are (cases own their data: an answer may spoil it). call: the call
    as the learner could type it. rows: the rows that matter, as text or as Rows, which become text when a
    case fails. note: why the expected value is so.
    """

    args: tuple[Any, ...]
    expected: Any
    call: str
    rows: str | Rows = ""
    note: str = ""

    def asked(self) -> Counterexample:
        """What can be shown where nothing came back."""
        return Counterexample(self.call, "", "", str(self.rows), self.note)


View = Callable[[Any, Case], tuple[Any, Any]]


def whole(value: Any, case: Case) -> tuple[Any, Any]:
    """The view of a value and of what was expected in which nothing is left out."""
    return value, case.expected


def agrees(cases: Callable[[Draw], Iterable[Case]], view: View = whole) -> Property:
    """The answer returns what each case expects; the first case that differs is the counter-example.

    view: the parts of both that are compared, so that an oracle judges its own mistake and no other.
    """
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for case in asked(cases(draw)):
            difference = first_difference(*view(answer(*case.args), case))
            if difference:
                place = f" ({difference.place})" if difference.place else ""
                return Counterexample(case.call, f"{difference.got}{place}", f"{difference.expected}{place}",
                                      str(case.rows), case.note)
        return None
    return test


def asked(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases one by one; an answer that raises is shown with the call and the rows of the one it is at."""
    for case in cases:
        case_asked.set(case.asked)
        yield case
    case_asked.set(None)


def at_any_time(cases: Callable[[Draw], Iterable[Case]], view: View = whole) -> Property:
    """`agrees`, on cases that a graded draw moves in time."""
    return agrees(in_another_week(cases), view)


def in_another_week(cases: Callable[[Draw], Iterable[Case]]) -> Callable[[Draw], Iterable[Case]]:
    """The same cases, in a graded draw moved by a drawn time: what was seen in public cannot be replied.

    For tasks in which only the distance between instants matters.
    """
    def moved_cases(draw: Draw) -> Iterable[Case]:
        rng = draw.rng("another week")
        # Timedelta(0) counts nanoseconds: added, it would change the unit of the public draw's columns.
        by = pd.Timedelta(minutes=int(rng.integers(1, 500_000)) if draw.name == GRADED else 0)
        return (replace(case, args=tuple(_moved(value, by) for value in case.args),
                        expected=_moved(case.expected, by)) for case in cases(draw))
    return moved_cases


def _moved(value: Any, by: pd.Timedelta) -> Any:
    if isinstance(value, pd.Timestamp):
        return value + by
    if isinstance(value, pd.Series):
        if value.dtype == object:
            return value.map(lambda item: item + by if isinstance(item, pd.Timestamp) else item)
        return value + by if isinstance(value.dtype, pd.DatetimeTZDtype) else value
    if isinstance(value, pd.DataFrame):
        return value.assign(**{str(column): _moved(value[column], by) for column in value.columns})
    return value


@dataclass(frozen=True)
class Rows:
    """Small tables that become text only when read: most cases pass, and formatting is slow."""

    frames: dict[str, pd.DataFrame] = field(repr=False)
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        tables = "\n".join(_named(name, frame) for name, frame in self.frames.items())
        return f"{self.before}{tables}{self.after}"

    def __add__(self, text: str) -> Rows:
        return replace(self, after=self.after + text)

    def __radd__(self, text: str) -> Rows:
        return replace(self, before=text + self.before)


def rows_text(**frames: pd.DataFrame) -> Rows:
    """Tables as text, each under its name, instants in UTC to the minute where they are whole.

    The tables are kept as they are now (pandas copies on write), whatever an answer does to them later.
    """
    return Rows({name: frame.copy(deep=False) for name, frame in frames.items()})


def _named(name: str, frame: pd.DataFrame) -> str:
    if frame.empty:
        return f"{name}: no rows"
    return f"{name}:\n{_readable(frame).to_string(index=False, na_rep='missing')}"


def _readable(frame: pd.DataFrame) -> pd.DataFrame:
    shown = frame.copy()
    for column in shown.columns:
        if isinstance(shown[column].dtype, pd.DatetimeTZDtype):
            whole = (shown[column].dt.second.fillna(0) == 0).all()
            day = "%a %d %b %Y" if shown[column].dt.year.nunique() > 1 else "%a %d %b"
            form = f"{day} %H:%M %z" if whole else f"{day} %H:%M:%S %z"
            shown[column] = shown[column].dt.strftime(form)
    return shown
