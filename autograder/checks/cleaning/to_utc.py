"""to_utc: texts of clocks as instants, also in the hour that comes twice and the one that never comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.cleaning import wall_cases as cases
from autograder.draws import Draw
from autograder.oracles.cases import Case, agrees
from autograder.oracles.invariance import Arguments, invariant
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION, TWICE = "Two zones in one row", "The hour that comes twice"


def contract(value: Any, local: pd.Series, *arguments: Any) -> str | None:
    if not isinstance(value, pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a Series"
    if not isinstance(value.dtype, pd.DatetimeTZDtype):
        return f"a Series of {value.dtype}; the prompt asks for instants with time zone UTC (datetime64)"
    return None


def by_position(value: pd.Series, case: Case) -> tuple[Any, Any]:
    if len(value) != len(case.expected):
        return value, case.expected
    return value.reset_index(drop=True), case.expected.reset_index(drop=True)


def gaps(value: pd.Series, case: Case) -> tuple[Any, Any]:
    """Which results are missing, by position."""
    got, expected = by_position(value, case)
    return got.isna(), expected.isna()


def index_alone(value: pd.Series, case: Case) -> tuple[Any, Any]:
    return pd.Series(0, index=value.index), pd.Series(0, index=case.expected.index)


def reads(make: Callable[[Draw], Iterator[Case]], view: Any = by_position) -> Property:
    return agrees(make, view)


def in_one_column(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No result is missing, and no call raises, where texts of several kinds stand in one column.

    What pandas says of such a column advises to read wall clocks as UTC: so the example adds its own word.
    """
    for case in cases.both_kinds(draw):
        try:
            missing = int(by_position(answer(*case.args), case)[0].isna().sum())
        except NotImplementedError:
            raise
        except Exception as error:
            got = f"{type(error).__name__}: {str(error)[:200]}"
        else:
            if not missing:
                continue
            got = f"{missing} missing"
        return Counterexample(case.call, got, f"{len(case.expected)} instants", str(case.rows), case.note)
    return None


def in_utc(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """An instant comes back, in a time zone without an offset in winter and in summer."""
    for case in cases.zones(draw):
        value = answer(*case.args)
        place = value.dt.tz
        if value.isna().any() or any(place.utcoffset(datetime(2024, month, 1)) for month in (1, 7)):
            return Counterexample(f"{case.call}.dt.tz", str(place), "UTC", str(case.rows), case.note)
    return None


def explicit(draw: Draw) -> Arguments:
    """Instants of a drawn day, written with Z."""
    rng = draw.rng("explicit")
    moments = pd.Timestamp("2024-10-27", tz="UTC") + pd.to_timedelta(rng.integers(-200_000, 200_000, 8), "s")
    return (
        pd.Series(moments.strftime("%Y-%m-%dT%H:%M:%SZ"), dtype="str"),
        "Europe/Berlin",
        dict(cases.CAUTIOUS),
    )


def in_other_offsets(arguments: Arguments, draw: Draw) -> Arguments:
    rng = draw.rng("offsets")
    moments = pd.to_datetime(arguments[0], utc=True)
    zones = [timezone(timedelta(minutes=30 * int(half))) for half in rng.integers(-22, 25, len(moments))]
    texts = [moment.tz_convert(zone).isoformat(sep=" ") for moment, zone in zip(moments, zones, strict=True)]
    return pd.Series(texts, dtype="str"), *arguments[1:]


def plain(draw: Draw) -> Arguments:
    return next(cases.both_kinds(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (
        cases.plain_wall,
        cases.seasons,
        cases.offsets,
        cases.both_kinds,
        cases.repeated,
        cases.alone_or_mixed,
        cases.gap,
        cases.half_hour,
        cases.missing,
        cases.index,
        cases.everything,
    )
    return [case.args for make in makers for case in make(draw)]


CHECK = Check(
    "to_utc",
    contract,
    (
        return_shape(0.5, SECTION, cases.shape),
        Oracle(
            "READ_AS_UTC",
            1,
            "A wall clock's text is read as if it were UTC, or in another zone.",
            "Every agent of Berlin seems to answer two hours late: their SLAs are breached on paper.",
            SECTION,
            reads(cases.plain_wall),
        ),
        Oracle(
            "LEFT_IN_ZONE",
            0.5,
            "The result is left in the local zone.",
            "The next step takes its hour or its date: of some sources that is Berlin's, of others UTC's.",
            SECTION,
            in_utc,
        ),
        Oracle(
            "FIXED_OFFSET",
            1,
            "The zone is taken for one offset all year round.",
            "Right in the season in which it was tested, an hour off from the next change of clocks on.",
            SECTION,
            reads(cases.seasons),
        ),
        Oracle(
            "OFFSET_IGNORED",
            1.5,
            "A text with an offset is read by the clock of `zone`.",
            "The producer that does it right is the one whose times are wrong afterwards.",
            SECTION,
            reads(cases.offsets),
        ),
        Oracle(
            "ONE_KIND_OF_TEXT",
            0.5,
            "Texts with several offsets, or with one and without, cannot stand in one column.",
            "The first release of the second producer stops the job, or its rows go missing.",
            SECTION,
            in_one_column,
        ),
        Oracle(
            "AMBIGUOUS_HOUR",
            1.5,
            "A wall time that comes twice is not read as the policy says.",
            "One night a year the job dies, or events of an hour change places.",
            TWICE,
            reads(cases.repeated),
        ),
        Oracle(
            "NEIGHBOURS_DECIDE",
            0.5,
            "The order of the rows decides which of the two hours is meant.",
            "Rows arrive in no order: the guess from neighbours fails, or is wrong without a word.",
            TWICE,
            reads(cases.alone_or_mixed),
        ),
        Oracle(
            "NONEXISTENT_HOUR",
            1,
            "A wall time that never came is not read as the policy says.",
            "One wrong clock on one night in March stops the whole load.",
            TWICE,
            reads(cases.gap),
        ),
        Oracle(
            "HOUR_ASSUMED",
            0.5,
            "All changes of clocks are taken for one hour.",
            "The one office for which this is not so has wrong times, and is told to check its clocks.",
            TWICE,
            reads(cases.half_hour),
        ),
        Oracle(
            "MISSING_TEXT",
            0.5,
            "A missing text raises, or becomes a time.",
            "An open ticket seems to be resolved, or one gap stops the load.",
            SECTION,
            reads(cases.missing, gaps),
        ),
        Oracle(
            "INDEX_LOST",
            0.25,
            "The result does not have the index of `local`, in its order.",
            "Assigned back to the table, every row gets another row's time.",
            SECTION,
            agrees(cases.index, index_alone),
        ),
        Oracle(
            "REEXPRESSED",
            0.25,
            "The same instants, written with other offsets, give other results.",
            "A client's change of format moves history.",
            SECTION,
            invariant(
                explicit,
                in_other_offsets,
                "to_utc(local written with other offsets, ...)",
                "Another offset writes the same instant another way.",
            ),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's Series.",
            "The text as it was sent is lost, and with it the only proof.",
            SECTION,
            leaves_input_alone(plain, ("local", "zone", "policy")),
            guard=True,
        ),
        Oracle(
            "WRONG_SOMEWHERE",
            0.25,
            "On drawn texts some mean another instant than the rules say.",
            "The times are wrong in the rare rows that no spot check looks at.",
            SECTION,
            agrees(cases.everything),
        ),
    ),
    probes,
)
