"""Served and recomputed tables of a few tickets, with the shares that the prompt's rules give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text

NAN = float("nan")
Column = list[Any] | pd.Series


def definition(served: pd.DataFrame, recomputed: pd.DataFrame, tolerance: float) -> pd.Series:
    left, right = (
        {row["ticket_id"]: row for row in table.to_dict("records")} for table in (served, recomputed)
    )
    names = sorted({str(name) for table in (served, recomputed) for name in table.columns} - {"ticket_id"})
    common = [ticket for ticket in left if ticket in right]
    shares = {}
    for name in names:
        differ = [
            name not in served
            or name not in recomputed
            or _differ(left[ticket][name], right[ticket][name], tolerance)
            for ticket in common
        ]
        shares[name] = sum(differ) / len(differ) if differ else np.nan
    order = sorted(names, key=lambda name: (-shares[name], name)) if common else names
    return pd.Series({name: shares[name] for name in order}, dtype=float)


def _differ(was: Any, now: Any, tolerance: float) -> bool:
    gone = pd.isna(was), pd.isna(now)
    if any(gone):
        return not all(gone)
    if isinstance(now, str) or isinstance(was, str):
        return not (isinstance(was, str) and isinstance(now, str) and was == now)
    return bool(abs(float(was) - float(now)) > tolerance * max(1.0, abs(float(now))))


def case(
    served: dict[str, Column], recomputed: dict[str, Column], note: str, tolerance: float = 1e-6
) -> Case:
    left, right = pd.DataFrame(served), pd.DataFrame(recomputed)
    left.index = range(10, 10 + len(left))
    return Case(
        (left, right, tolerance),
        definition(left, right, tolerance),
        f"skew_report(served, recomputed, tolerance={tolerance:g})",
        rows_text(served=left, recomputed=right),
        note,
    )


def ids(*numbers: int) -> list[str]:
    return [f"T-{number}" for number in numbers]


def plain(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2), "hours": [8.0, 24.0], "plan": ["free", "pro"]},
        {"ticket_id": ids(1, 2), "hours": [8.0, 20.0], "plan": ["free", "pro"]},
        "T-2 has other hours.",
    )


def order(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2, 3), "hours": [8.0, 24.0, 30.0]},
        {"ticket_id": ids(3, 1, 2), "hours": [30.0, 8.0, 24.0]},
        "The same values, in another order of rows.",
    )


def others(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2, 3, 4), "hours": [8.0, 24.0, 1.0, 2.0]},
        {"ticket_id": ids(2, 1, 9), "hours": [20.0, 8.0, 7.0]},
        "T-1 and T-2 are in both tables: one of two differs.",
    )


def missing(draw: Draw) -> Iterator[Case]:
    """Missing against missing, and against all that a gap is often filled with."""
    yield case(
        {"ticket_id": ids(1, 2, 3, 4), "seats": [None, 5.0, None, 7.0], "plan": [None, "pro", None, "pro"]},
        {"ticket_id": ids(1, 2, 3, 4), "seats": [None, 5.0, 3.0, None], "plan": [None, "pro", "pro", "pro"]},
        "T-1: missing on both sides, no difference. T-3, T-4: missing on one side.",
    )
    yield case(
        {"ticket_id": ids(1, 2, 3), "seats": [None, 0.0, 5.0], "plan": [None, "", "pro"]},
        {"ticket_id": ids(1, 2, 3), "seats": [0.0, None, 5.0], "plan": ["", None, "pro"]},
        "A gap that is served as 0, or as an empty text, is another value: T-1 and T-2 differ.",
    )
    nothing = pd.Series([None, NAN, "pro"], dtype=object)
    yield case(
        {"ticket_id": ids(1, 2, 3), "plan": nothing},
        {"ticket_id": ids(1, 2, 3), "plan": nothing.iloc[[1, 0, 2]].reset_index(drop=True)},
        "T-1 is missing on both sides, written as None and as nan, and so is T-2: nothing differs.",
    )
    stand_ins = {"seats": [-1.0, -99.0, -999.0, -9999.0], "plan": ["missing", "nan", "None", "unknown"]}
    stand_ins |= {"is_trial": [False, False, False, False]}
    for turn in (1, -1):
        gaps_and_values = [dict.fromkeys(stand_ins, [None] * 4), stand_ins][::turn]
        yield case(
            *({"ticket_id": ids(1, 2, 3, 4)} | side for side in gaps_and_values),
            "Whatever stands for a gap (-1, 'missing', False) is a value: all four tickets differ.",
        )


def tolerances(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2, 3), "hours": [100.05, 0.001, 100.3]},
        {"ticket_id": ids(1, 2, 3), "hours": [100.0, 0.0, 100.0]},
        "Tolerance .002: 0.2 at 100, and .002 below 1; only T-3 differs.",
        0.002,
    )


def mixed(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2), "limit": pd.Series([0.1 + 0.2, "none"], dtype=object)},
        {"ticket_id": ids(1, 2), "limit": pd.Series([0.3, "none"], dtype=object)},
        "0.1 + 0.2 and 0.3 are within the tolerance, also beside a text in a column of objects.",
    )


def signs(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2, 3), "delay": [-100.1, -50.0, 8.0]},
        {"ticket_id": ids(1, 2, 3), "delay": [-100.0, 50.0, 12.0]},
        "Tolerance .002 of -100 is 0.2.",
        0.002,
    )


def kinds(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2), "flag": [True, False], "plan": ["pro ", "pro"]},
        {"ticket_id": ids(1, 2), "flag": [1, 1], "plan": ["pro", "pro"]},
        "True is 1; 'pro ' is not 'pro'.",
    )
    yield case(
        {"ticket_id": ids(1, 2, 3), "plan": ["Pro", "pro", "FREE"]},
        {"ticket_id": ids(1, 2, 3), "plan": ["pro", "pro", "free"]},
        "'Pro' is not 'pro', nor 'FREE' 'free': two of three differ.",
    )


def numbers_as_text(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2), "code": ["1", "2"]},
        {"ticket_id": ids(1, 2), "code": [1, 2]},
        "The text '1' is not the number 1.",
    )
    yield case(
        {"ticket_id": ids(1, 2, 3), "code": ["007", "1.0", "1e3"]},
        {"ticket_id": ids(1, 2, 3), "code": ["7", "1", "1000"]},
        "Texts are not the same although they would be as numbers: '007' is not '7'.",
    )


def one_sided(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2), "hours": [8.0, 24.0], "new": [1, 2]},
        {"ticket_id": ids(1, 2), "hours": [8.0, 24.0], "old": [None, None]},
        "`new` was served and is not recomputed, `old` the other way round: both differ for every ticket.",
    )


def sorting(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2), "d": [1, 2], "a": [1, 2], "b": [1, 2], "c": [9, 9]},
        {"ticket_id": ids(1, 2), "d": [1, 3], "a": [1, 2], "b": [1, 3], "c": [1, 2]},
        "c 1.0; b and d .5, by name; a 0.",
    )
    # Of so many equal ones a sort that is not stable leaves none in its place.
    names = [f"f{number:02}" for number in range(40)]
    left: dict[str, list[Any]] = {name: [1, number % 2] for number, name in enumerate(names)}
    right: dict[str, list[Any]] = {name: [1, 0] for name in reversed(names)}
    yield case(
        {"ticket_id": ids(1, 2)} | left,
        {"ticket_id": ids(1, 2)} | right,
        "Forty features, of which every second one differs for T-2: f01, f03, ..., then f00, f02, ...",
    )


def no_common(draw: Draw) -> Iterator[Case]:
    yield case(
        {"ticket_id": ids(1, 2), "b": [1, 2], "a": [1, 2]},
        {"ticket_id": ids(3), "a": [1], "b": [2]},
        "No ticket is in both tables: all shares are missing.",
    )
    yield case(
        {"ticket_id": ids(1, 2), "b": [1, 2], "new": [1, 2]},
        {"ticket_id": ids(3), "b": [2], "old": [2]},
        "No ticket is in both tables: all shares are missing, also those of features of one table only.",
    )


def drawn(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("tables")
    for tolerance in (1e-6, 0.01, 0.1):
        n = 30
        base = {
            "ticket_id": ids(*rng.permutation(n)),
            "a": list(rng.normal(0, 50, n)),
            "b": list(rng.integers(0, 3, n)),
            "c": [["x", "y", None][k] for k in rng.integers(0, 3, n)],
            "d": [None if rng.random() < 0.2 else float(value) for value in rng.normal(0, 1, n)],
            "e": list(rng.normal(50, 5, n)),
        }
        other = {"ticket_id": base["ticket_id"]} | {
            name: [
                other if rng.random() < share and not _between(value, other, tolerance) else value
                for value, other in zip(base[name], base[name][1:] + base[name][:1], strict=True)
            ]
            for name, share in zip("abcd", rng.permutation([0.0, 0.1, 0.4, 0.9]), strict=True)
        }
        for name in "hgf":  # equal on both sides, so that equal shares come against the order of names
            base[name] = other[name] = list(range(n))
        other["e"] = [
            value * (1 + step)
            for value, step in zip(base["e"], rng.choice([-0.05, 0.0005, 0.05], n), strict=True)
        ]
        made = case(base, other, "Drawn tables.", tolerance)
        left, right, _ = made.args
        right = right.iloc[rng.permutation(n)[:20]]
        yield Case(
            (left, right, tolerance),
            definition(left, right, tolerance),
            "skew_report(served, recomputed) of 30 and 20 tickets",
            "",
            made.note,
        )


def _between(was: Any, now: Any, tolerance: float) -> bool:
    """Whether two numbers differ by the prompt's rule and not by the one of `np.isclose`, or nearly so."""
    if not isinstance(was, int | float) or not isinstance(now, int | float):
        return False
    ends = min(abs(was), abs(now)), max(abs(was), abs(now))
    return tolerance * max(1.0, ends[0]) < abs(was - now) <= tolerance * (1 + ends[1])
