"""dq_findings: what is wrong with the rows themselves, before any statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from autograder.checks.check import Check
from autograder.checks.monitoring import dq_cases as cases
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_cases_alone

SECTION = "First the rows, then the statistics"
Cases = Callable[[Draw], Iterator[Case]]


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, set | frozenset):
        return f"a {type(value).__name__}; the prompt asks for a set"
    if not all(isinstance(one, tuple) and len(one) == 2 for one in value):
        return "a set of something else than pairs (fault, column)"
    return None


def of(*faults: str) -> View:
    """Only the findings of these kinds are compared."""

    def view(value: Any, case: Case) -> tuple[Any, Any]:
        return tuple({one for one in found if one[0] in faults} for found in (value, case.expected))

    return view


def finds(some: Cases, *faults: str) -> Callable[..., Any]:
    return agrees(some, of(*faults))


def probes(draw: Draw) -> list[Arguments]:
    makers: tuple[Cases, ...] = (
        cases.shape,
        cases.quiet,
        cases.allowed_gap,
        cases.gone,
        cases.renamed,
        cases.new,
        cases.missing,
        cases.ranges,
        cases.text_numbers,
        cases.levels,
        cases.absent_levels,
        cases.copies,
        cases.volumes,
        cases.stale,
        cases.future,
        cases.edges,
        cases.no_rows,
        cases.drawn,
    )
    return [made.args for make in makers for made in make(draw)]


CHECK = Check(
    "dq_findings",
    contract,
    (
        return_shape(0.25, SECTION, cases.shape),
        Oracle(
            "FALSE_ALARM",
            1,
            "A day that keeps its contract has findings.",
            "A monitor that cries on good days is muted in its second week, and then it is no monitor.",
            SECTION,
            agrees(cases.quiet),
            guard=True,
        ),
        Oracle(
            "COLUMN_GONE",
            1.5,
            "A column that is gone is passed over, or ends in an error.",
            "A monitor that dies of the fault it should report is one more thing that is down.",
            SECTION,
            lambda answer, draw: (
                agrees(cases.gone)(answer, draw) or finds(cases.renamed, "absent")(answer, draw)
            ),
        ),
        Oracle(
            "NEW_COLUMN",
            0.75,
            "A column that nobody promised is passed over.",
            "A renamed column is half gone and half new: whoever sees both mends it in a minute.",
            SECTION,
            finds(cases.new, "unknown"),
        ),
        Oracle(
            "GAPS_PASS",
            1.25,
            "More missing values than the contract allows are passed over.",
            "The join to the CRM returns nothing, and the model answers for everybody as for nobody.",
            SECTION,
            finds(cases.missing, "missing"),
        ),
        Oracle(
            "GAPS_FORBIDDEN",
            0.75,
            "Missing values that the contract allows are a finding, or out of range.",
            "Every day has a customer without seats: the alarm is on every day.",
            SECTION,
            finds(cases.allowed_gap, "missing", "range"),
        ),
        Oracle(
            "UNITS_PASS",
            1.5,
            "Values outside their range are passed over.",
            "Hours come in minutes; the ranking looks as good as ever, and every chance is wrong.",
            SECTION,
            finds(cases.ranges, "range"),
        ),
        Oracle(
            "TEXT_FOR_NUMBERS",
            1,
            "Text where numbers are promised is passed over, ends in an error, or is called something else.",
            "One cell of text turns a column of numbers into one of objects, at night.",
            SECTION,
            finds(cases.text_numbers, "type", "range", "missing"),
        ),
        Oracle(
            "NEW_LEVEL",
            0.75,
            "A level that nobody promised is passed over, or one that is a piece of the promised ones.",
            "The encoder knows three severities; the fourth becomes all zeros, in silence.",
            SECTION,
            finds(cases.levels, "level"),
        ),
        Oracle(
            "GAP_IS_A_LEVEL",
            0.5,
            "A missing value counts as an unknown level, as text, or as a repeated ticket.",
            "Two alarms for one fault, and the second points to the wrong team.",
            SECTION,
            finds(cases.absent_levels, "level", "type", "missing", "repeated"),
        ),
        Oracle(
            "COPIES_PASS",
            0.75,
            "A ticket that comes twice is passed over.",
            "Counts rise, scores do not: places in the fast lane go twice to the same ticket.",
            SECTION,
            finds(cases.copies, "repeated"),
        ),
        Oracle(
            "VOLUME_PASSES",
            1,
            "Too few or too many rows are passed over.",
            "Half of the tickets never arrive, and each that does is perfect.",
            SECTION,
            finds(cases.volumes, "volume"),
        ),
        Oracle(
            "STALE_PASSES",
            1,
            "A day whose newest ticket is old, or that has none, is passed over.",
            "Yesterday's file was delivered again: every value is plausible, and none is today's.",
            SECTION,
            finds(cases.stale, "stale"),
        ),
        Oracle(
            "FUTURE_PASSES",
            0.5,
            "Tickets from after as_of are passed over, or called stale.",
            "A clock or a time zone is wrong, and with it every feature that counts hours.",
            SECTION,
            finds(cases.future, "future", "stale"),
        ),
        Oracle(
            "EDGE_IS_A_FAULT",
            0.75,
            "A value exactly on its bound is a finding.",
            "Bounds are where values are common: full hours, one seat, one week.",
            SECTION,
            agrees(cases.edges),
        ),
        Oracle(
            "NO_ROWS",
            0.5,
            "A day without rows ends in an error, or has the wrong findings.",
            "The worst fault of all, no data, is the one that kills the monitor.",
            SECTION,
            agrees(cases.no_rows),
        ),
        Oracle(
            "REAL_FAULTS",
            1,
            "On days of the Desk it misses a fault on its first day, or sees one that is not there.",
            "A day late is a day of decisions on broken rows.",
            SECTION,
            lambda answer, draw: (
                agrees(cases.real_quiet)(answer, draw) or agrees(cases.real_faults)(answer, draw)
            ),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's tables.",
            "The monitor looks first, and the service then serves what the monitor left.",
            SECTION,
            leaves_cases_alone(cases.untidy, ("tickets", "contract", "as_of", "rows", "fresh")),
            guard=True,
        ),
        Oracle(
            "WRONG_SOMEWHERE",
            0.5,
            "On days with several faults the findings differ from the definition's.",
            "Faults come together: a deploy renames one column and empties the next.",
            SECTION,
            agrees(cases.drawn),
        ),
    ),
    probes,
)
