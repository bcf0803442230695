"""Small weeks of served tickets and their outcomes, with the verdict that each week must get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text

AS_OF = pd.Timestamp("2024-04-15 00:00", tz="UTC")  # a Monday
GRACE, LEAST, LIMIT = pd.Timedelta("36h"), 3, 3.0
COLUMNS = ["week", "tickets", "mature", "known", "expected", "observed", "z", "verdict"]
HOUR = pd.Timedelta("1h")
NAN = float("nan")


def definition(
    served: pd.DataFrame,
    outcomes: pd.DataFrame,
    as_of: pd.Timestamp,
    grace: pd.Timedelta,
    least: int,
    limit: float,
) -> pd.DataFrame:
    """Ticket by ticket, in the order of the prompt."""
    breach = {
        name: bool(value)
        for name, value, known in zip(
            outcomes["ticket_id"], outcomes["breach"], outcomes["known_at"], strict=True
        )
        if known <= as_of
    }
    weeks: dict[pd.Timestamp, list[Any]] = {}
    for row in served.itertuples():
        if row.decide_at <= as_of and not row.fast_lane:
            moment = row.decide_at.tz_convert("UTC")
            weeks.setdefault(moment.normalize() - pd.Timedelta(days=moment.day_of_week), []).append(row)
    lines = []
    for week in sorted(weeks):
        mature = [row for row in weeks[week] if row.due_at + grace <= as_of]
        judged = [(row.probability, breach[row.ticket_id]) for row in mature if row.ticket_id in breach]
        lines.append(
            (week, len(weeks[week]), len(mature), len(judged), *_judged(judged, len(mature), least, limit))
        )
    return pd.DataFrame(lines, columns=COLUMNS)


def _judged(
    judged: list[tuple[float, bool]], mature: int, least: int, limit: float
) -> tuple[float, float, float, str]:
    p, y = (np.array([pair[k] for pair in judged], float) for k in (0, 1))
    z = float((y - p).sum() / np.sqrt((p * (1 - p)).sum())) if len(p) else NAN
    expected, observed = (float(side.mean()) if len(p) else NAN for side in (p, y))
    if mature < least:
        verdict = "wait"
    elif len(p) < 0.9 * mature:
        verdict = "blind"
    else:
        verdict = "worse" if z > limit else "better" if z < -limit else "ok"
    return expected, observed, z, verdict


Line = tuple[float, float, float, bool | None, float | None]


def tables(lines: Sequence[Line], treated: Sequence[int] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """served and outcomes from lines (decided, due, probability, breach, known), in hours from AS_OF.

    breach: None for an outcome that never comes. treated: numbers of the lines in the fast lane.
    """
    names = [f"T-{number + 1}" for number in range(len(lines))]
    served = pd.DataFrame(
        {
            "ticket_id": names,
            "decide_at": [AS_OF + HOUR * line[0] for line in lines],
            "due_at": [AS_OF + HOUR * line[1] for line in lines],
            "probability": [line[2] for line in lines],
            "fast_lane": [number in treated for number in range(len(lines))],
        }
    )
    heard = [
        (name, line[3], AS_OF + HOUR * line[4])
        for name, line in zip(names, lines, strict=True)
        if line[3] is not None
    ]
    outcomes = pd.DataFrame(heard, columns=["ticket_id", "breach", "known_at"])
    return served, outcomes.iloc[::-1].reset_index(drop=True)


def case(
    lines: Sequence[Line],
    note: str,
    treated: Sequence[int] = (),
    least: int = LEAST,
    shown: bool = True,
    limit: float = LIMIT,
) -> Case:
    served, outcomes = tables(lines, treated)
    arguments = (served, outcomes, AS_OF, GRACE, least, limit)
    rows = rows_text(served=served, outcomes=outcomes) if shown else ""
    return Case(
        arguments,
        definition(*arguments),
        f"performance_by_week(served, outcomes, as_of, "
        f'pd.Timedelta("36h"), least={least}, limit={limit}), as_of Mon 15 Apr 00:00 +0000',
        rows,
        note,
    )


OLD = [
    (-300, -250, 0.2, False, -260),
    (-301, -250, 0.4, True, -249),
    (-302, -250, 0.1, False, -280),
    (-303, -250, 0.3, False, -260),
]


def plain(draw: Draw) -> Iterator[Case]:
    yield case(OLD, "Four old tickets of one week, all known: .25 expected, .25 observed.")


def early_news(draw: Draw) -> Iterator[Case]:
    young = [
        (-60, 40, 0.5, False, -50),
        (-61, 60, 0.5, False, -55),
        (-62, 50, 0.5, False, -40),
        (-63, 90, 0.5, False, -45),
        (-64, 30, 0.5, None, None),
    ]
    yield case(
        [*OLD, *young],
        "Of the last week five tickets are not due yet; four were resolved early. None of "
        "them is mature: had it gone the other way, we would not know.",
    )


def silence(draw: Draw) -> Iterator[Case]:
    lost = [
        (-200, -150, 0.4, None, None),
        (-201, -150, 0.4, True, -140),
        (-202, -150, 0.4, False, -160),
        (-203, -150, 0.4, False, -170),
        (-204, -150, 0.4, None, None),
    ]
    yield case(
        [*OLD, *lost],
        "Two of five mature tickets have no outcome: they are in neither expected nor "
        "observed, and the verdict is blind.",
    )
    for breached, words in (
        (True, "all five that are known breached"),
        (False, "none of the five known breached"),
    ):
        p = 0.1 if breached else 0.9
        yield case(
            [(-300 - k, -250, p, breached if k < 5 else None, -240) for k in range(8)],
            f"Of eight mature tickets {words}, {p:g} was expected, and three have no outcome: whether the "
            "model is worse or better cannot be told, the verdict is blind.",
        )


def future(draw: Draw) -> Iterator[Case]:
    yield case(
        [*OLD, (-304, -250, 0.3, True, 2), (-305, -250, 0.3, True, 50)],
        "The outcomes of T-5 and T-6 came after as_of.",
    )


def grace(draw: Draw) -> Iterator[Case]:
    recent = [
        (-60, -30, 0.5, False, -45),
        (-61, -20, 0.5, False, -50),
        (-62, -10, 0.5, False, -40),
        (-63, -35, 0.5, False, -50),
    ]
    yield case([*OLD, *recent], "Due 10 to 35 hours ago: their outcomes may take 36 hours to arrive.")


def treated(draw: Draw) -> Iterator[Case]:
    yield case(
        [*OLD, (-306, -250, 0.9, False, -290), (-307, -250, 0.9, False, -290)],
        "T-5 and T-6 were in the fast lane: the model did not say what happens there.",
        treated=(4, 5),
    )


def undecided(draw: Draw) -> Iterator[Case]:
    yield case([*OLD, (3, 90, 0.5, None, None)], "T-5 is decided on after as_of: its week has no row.")


def expected_of_the_judged(draw: Draw) -> Iterator[Case]:
    yield case(
        [*OLD, (-306, -20, 0.9, None, None), (-307, -10, 0.9, None, None)],
        "T-5 and T-6 of the same week are not mature: expected is the mean over the four that are judged.",
    )


def no_tickets(draw: Draw) -> Iterator[Case]:
    yield case(
        [(-300, -250, 0.9, False, -290), (3, 90, 0.5, None, None)],
        "T-1 was in the fast lane, T-2 is decided on after as_of: no rows, and all columns.",
        treated=(0,),
    )


def waiting(draw: Draw) -> Iterator[Case]:
    yield case(
        [*OLD[:3], (-304, -10, 0.3, None, None)],
        "Three mature tickets, at least four are asked for: wait.",
        least=4,
    )


def few_known(draw: Draw) -> Iterator[Case]:
    yield case(
        [*OLD[:2], *[(-304 - k, -250, 0.3, None, None) for k in range(2)]],
        "Four mature tickets, at least three are asked for, and two known: under nine tenths, so blind.",
    )


def young_ones(draw: Draw) -> Iterator[Case]:
    lines = [(-300 - k, -250 if k < 5 else 20, 0.3, k == 2 if k < 5 else None, -240) for k in range(10)]
    yield case(
        lines,
        "Ten tickets, five of them mature, and all five known: ok. Nine tenths of the mature ones, not "
        "of all.",
    )


def verdicts(draw: Draw) -> Iterator[Case]:
    late = [(-300 - k, -250, 0.1, k < 5, -240) for k in range(6)]
    yield case(late, "Five of six breached where one in ten was expected: worse.")
    yield case(
        [(-300 - k, -250, 0.9, k >= 5, -240) for k in range(6)],
        "One of six breached, nine in ten were expected: better, which is an alarm too.",
    )


def own_chances(draw: Draw) -> Iterator[Case]:
    sure = [(-300 - k, -250, 0.02 if k < 6 else 0.98, k > 3, -240) for k in range(12)]
    yield case(
        sure,
        "Two surprises among tickets that are all but certain: z counts p (1 - p) of each ticket, "
        "not that of their mean, .5.",
    )


def nothing_known(draw: Draw) -> Iterator[Case]:
    yield case(
        [*OLD, *[(-150 - k, -100, 0.4, None, None) for k in range(5)]],
        "No outcome of the second week has arrived: expected, observed and z are missing, the verdict blind.",
    )
    yield case([(-20, 90, 0.5, None, None)], "Nothing is mature yet: wait.")


def edges(draw: Draw) -> Iterator[Case]:
    second = 1 / 3600
    yield case(
        [*OLD[:3], (-168, -36, 0.3, True, 0), (-100, -36 + second, 0.3, True, -30), (0, 40, 0.5, None, None)],
        "T-4 matures at as_of, and its outcome arrives at as_of: both count. T-5 matures a second later. "
        "T-6 is decided on at as_of and has a row.",
        least=1,
    )
    yield case(
        [(-300 - k, -250, 0.3, None if k == 0 else k == 2, -240) for k in range(10)],
        "Nine of ten known is enough for a verdict, and ten tickets are at least ten.",
        least=10,
    )
    for breached, words in (
        (True, "All four breached: z is 2"),
        (False, "None of the four breached: z is -2"),
    ):
        yield case(
            [(-300 - k, -250, 0.5, breached, -240) for k in range(4)],
            f"{words}, and no farther from 0 than the limit: ok.",
            limit=2.0,
        )
    yield case(
        [(-300 - k, -250, 0.3, None if k < 3 else k % 4 == 0, -240) for k in range(29)],
        "26 of 29 known are .8966, which is less than nine tenths: blind.",
        shown=False,
    )


DRAWN = "A drawn desk. The verdict is the first that holds: wait, blind, worse or better, ok."


def drawn(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("weeks")
    for _ in range(4):
        n = 120
        decided = -rng.uniform(-20, 900, n)
        lines: list[Line] = []
        for start in decided:
            due, p = start + rng.choice([8, 24, 72, 168]), float(rng.uniform(0.02, 0.9))
            breach = bool(rng.random() < p + 0.15)
            known = due + rng.exponential(15) if breach else start + rng.exponential(40)
            lines.append((start, due, p, None if rng.random() < 0.06 else breach, known))
        chosen = np.flatnonzero(rng.random(n) < 0.1)
        yield case(lines, DRAWN, treated=tuple(chosen), least=int(rng.integers(1, 30)), shown=False)
