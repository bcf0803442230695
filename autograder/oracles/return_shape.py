"""The property of returning the kind of thing that the docstring describes, whatever its values are."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from autograder.draws import Draw
from autograder.oracles.cases import Case, asked
from autograder.oracles.oracle import Oracle, Property
from autograder.results import Counterexample

MISCONCEPTION = "What comes back is not what the docstring describes."
WHY = "The next function in the pipeline breaks on it, or worse, does not."
SHOWN_AT_MOST = 12
WHOLE, NUMBERS = "whole numbers", "numbers"


def return_shape(points: float, lesson: str, cases: Callable[[Draw], Iterable[Case]],
                 in_order: bool = True) -> Oracle:
    """The oracle RETURN_SHAPE, to be asked first: the cases should be so plain that only the shape can fail.

    in_order: whether the columns of a table must stand in the order of the expected one.
    """
    return Oracle("RETURN_SHAPE", points, MISCONCEPTION, WHY, lesson, returns_shape_of(cases, in_order),
                  guard=True)


def returns_shape_of(cases: Callable[[Draw], Iterable[Case]], in_order: bool = True) -> Property:
    """What comes back has the shape of what each case expects; its values, rows and index are not judged.

    The shape of a DataFrame is its columns; of a Series whether it holds (whole) numbers; of a set the
    type of its members; of anything else its type. The task's contract is not asked: the example says
    more than its sentence.
    """
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        target = getattr(answer, "target", answer)
        for case in asked(cases(draw)):
            value = target(*case.args)
            if not same_shape(value, case.expected, in_order):
                return Counterexample(case.call, described(value), described(case.expected), case.rows,
                                      case.note)
        return None
    return test


def same_shape(got: Any, expected: Any, in_order: bool = True) -> bool:
    """Whether two values are of one shape in the sense of `returns_shape_of`."""
    if isinstance(expected, pd.DataFrame):
        if not isinstance(got, pd.DataFrame):
            return False
        columns = [list(map(str, frame.columns)) for frame in (got, expected)]
        return columns[0] == columns[1] if in_order else sorted(columns[0]) == sorted(columns[1])
    if isinstance(expected, pd.Series):
        return isinstance(got, pd.Series) and _fits(_content(got), _content(expected))
    if isinstance(expected, set | frozenset):
        members = tuple({type(item) for item in expected}) or (object,)
        return isinstance(got, set | frozenset) and all(isinstance(item, members) for item in got)
    return isinstance(got, type(expected))


def described(value: Any) -> str:
    """A value's shape as a learner reads it."""
    if value is None:
        return "None"
    if isinstance(value, pd.DataFrame):
        return f"a DataFrame with {_columns(value)}{_index_names(value)}"
    if isinstance(value, pd.Series):
        return f"a Series of {_content(value)} ({value.dtype}){_index_names(value)}"
    if isinstance(value, set | frozenset):
        members = sorted({type(item).__name__ for item in value})
        return f"a set of {' and '.join(members)}: {_short(value)}" if members else "an empty set"
    return f"{_article(type(value).__name__)}: {_short(value)}"


def _columns(frame: pd.DataFrame) -> str:
    names = [str(column) for column in frame.columns]
    if not names:
        return "no columns"
    more = ", ..." if len(names) > SHOWN_AT_MOST else ""
    return f"the columns {', '.join(names[:SHOWN_AT_MOST])}{more}"


def _index_names(value: pd.DataFrame | pd.Series) -> str:
    names = [str(name) for name in value.index.names if name is not None]
    return f", indexed by {', '.join(names)}" if names else ""


def _content(series: pd.Series) -> str:
    known = series.dropna()
    if pd.api.types.is_integer_dtype(series.dtype):
        return WHOLE
    if pd.api.types.is_bool_dtype(series.dtype):
        return "True and False"
    if pd.api.types.is_numeric_dtype(series.dtype):
        return NUMBERS
    inferred = pd.api.types.infer_dtype(known, skipna=True)
    names = {"integer": WHOLE, "floating": NUMBERS, "mixed-integer-float": NUMBERS, "string": "text",
             "boolean": "True and False", "empty": "missing values"}
    return names.get(inferred, inferred)


def _fits(got: str, expected: str) -> bool:
    return got == expected or (got == WHOLE and expected == NUMBERS) or "missing values" in (got, expected)


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 120 else f"{text[:117]}..."


def _article(name: str) -> str:
    return f"an {name}" if name[0].lower() in "aeiou" else f"a {name}"
