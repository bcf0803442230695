"""neighbour_rate: how similar tickets ended, without the ticket itself and without the future."""
from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, View, at_any_time, rows_text
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION, CLOCK, PARITY = "A feature that is its own label", "The question", "One definition, two callers"
SCALES = {"body_chars": 100.0, "sla_hours": 10.0}
PRIOR = 0.2
START = pd.Timestamp("2024-03-04 10:00", tz="UTC")


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a Series with the index of `rows`"
    if not (pd.api.types.is_numeric_dtype(value.dtype) or value.dtype == object):
        return f"a Series of dtype {value.dtype}; the prompt asks for floats"
    return None


def at(hours: float) -> pd.Timestamp:
    return (START + pd.Timedelta(hours=hours)).as_unit("us")


def history_table(*rows: tuple[str, float, float, float, int]) -> pd.DataFrame:
    """Rows (ticket, body_chars, sla_hours, hour at which it was known, breached)."""
    frame = pd.DataFrame(rows, columns=["ticket_id", "body_chars", "sla_hours", "known_at", "breached"])
    frame["known_at"] = pd.Series([at(hour) for hour in frame["known_at"]]).dt.as_unit("us")
    return frame.astype({"ticket_id": "str"})


def asked_table(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    """Rows (ticket, body_chars, sla_hours, hour of the decision)."""
    frame = pd.DataFrame(rows, columns=["ticket_id", "body_chars", "sla_hours", "decide_at"])
    frame["decide_at"] = pd.Series([at(hour) for hour in frame["decide_at"]]).dt.as_unit("us")
    return frame.astype({"ticket_id": "str"}).set_axis(range(70, 70 + len(frame)))


def definition(history: pd.DataFrame, rows: pd.DataFrame, scales: dict[str, float], k: int,
               prior: float) -> pd.Series:
    """Pair by pair."""
    values = []
    others = history.to_dict("records")
    for row in rows.to_dict("records"):
        near = sorted((sum(abs(other[name] - row[name]) / scale for name, scale in scales.items()),
                       other["ticket_id"], other["breached"]) for other in others
                      if other["ticket_id"] != row["ticket_id"] and other["known_at"] <= row["decide_at"])[:k]
        values.append(sum(breached for *_, breached in near) / len(near) if near else prior)
    return pd.Series(values, index=rows.index, dtype=float)


def case(history: pd.DataFrame, rows: pd.DataFrame, note: str, k: int = 1,
         scales: dict[str, float] | None = None) -> Case:
    scales = dict(SCALES if scales is None else scales)
    shown = rows_text(history=history, rows=rows) if len(history) < 9 else ""
    return Case((history, rows, scales, k, PRIOR), definition(history, rows, scales, k, PRIOR),
                f"neighbour_rate(history, rows, {scales}, k={k}, prior={PRIOR})", shown, note)


def values(*places: int) -> View:
    """The values by position, of these rows or of all."""
    def view(value: pd.Series, case: Case) -> tuple[Any, Any]:
        got, expected = pd.to_numeric(value, errors="coerce").tolist(), case.expected.tolist()
        if len(got) != len(expected):
            return {"rows": len(got)}, {"rows": len(expected)}
        wanted = places or range(len(expected))
        return {case.args[1]["ticket_id"].iloc[i]: got[i] for i in wanted}, \
            {case.args[1]["ticket_id"].iloc[i]: expected[i] for i in wanted}
    return view


def index_alone(value: pd.Series, case: Case) -> tuple[Any, Any]:
    return pd.Series(0, index=value.index), pd.Series(0, index=case.expected.index)


def shape(draw: Draw) -> Iterator[Case]:
    yield case(history_table(("T-1", 100, 8, 0, 1)), asked_table(("T-9", 120, 8, 5)), "A Series of floats.")


def itself(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-1", 100, 8, 0, 1), ("T-2", 120, 8, 0, 0))
    yield case(history, asked_table(("T-1", 100, 8, 5)),
               "T-1 stands in the history, too, by its ticket_id (its index differs in the two tables): its "
               "nearest neighbour is T-2, which did not breach.")


def nearest_dropped(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-1", 100, 8, 0, 1), ("T-2", 300, 8, 0, 0))
    yield case(history, asked_table(("T-9", 110, 8, 5)),
               "T-9 does not stand in the history: its nearest neighbour, T-1, is another ticket and "
               "counts.", 2)


def one_too_many(draw: Draw) -> Iterator[Case]:
    """Without the nearest, which NEAREST_DROPPED judges, the two that follow give the same."""
    history = history_table(("T-1", 100, 8, 0, 1), ("T-2", 200, 8, 0, 0), ("T-3", 300, 8, 0, 1))
    yield case(history, asked_table(("T-9", 100, 8, 5)),
               "T-9 does not stand in the history: k=2, and T-1 and T-2 are its nearest.", 2)


def twins(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-1", 100, 8, 0, 0), ("T-2", 100, 8, 0, 1), ("T-3", 300, 8, 0, 0))
    yield case(history, asked_table(("T-1", 100, 8, 5)),
               "T-2 is another ticket with the same numbers, at distance 0: it is the nearest neighbour.")
    yield case(history, asked_table(("T-2", 100, 8, 5)), "T-1 has the numbers of T-2, and is not T-2.")


def label_lag(draw: Draw) -> Iterator[Case]:
    """Of two places one is left to a known neighbour, whoever takes the other: PLACES_TAKEN judges that."""
    history = history_table(("T-1", 100, 8, 9, 1), ("T-2", 200, 8, 0, 0), ("T-3", 300, 8, 0, 0))
    yield case(history, asked_table(("T-9", 100, 8, 5)),
               "How T-1 ended became known four hours after the decision on T-9.", 2)


def places_taken(draw: Draw) -> Iterator[Case]:
    """All breached: to count T-1, which LABEL_LAG judges, gives the same."""
    history = history_table(("T-1", 100, 8, 9, 1), ("T-2", 200, 8, 0, 1), ("T-3", 300, 8, 0, 1))
    yield case(history, asked_table(("T-9", 100, 8, 5)),
               "How T-1 ended is not known yet: the nearest whose outcome is known is T-2. First the known "
               "ones, then the k nearest of them.")
    history = history_table(("T-1", 100, 8, 9, 1), ("T-2", 110, 8, 9, 1), ("T-3", 120, 8, 9, 1),
                            ("T-4", 200, 8, 0, 1), ("T-5", 300, 8, 0, 1))
    yield case(history, asked_table(("T-9", 100, 8, 5)),
               "How the nearest three ended is not known yet: the one that counts is T-4.")


def known_now(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-1", 100, 8, 5, 1), ("T-2", 200, 8, 0, 0))
    yield case(history, asked_table(("T-9", 100, 8, 5)), "Known at the very moment of the decision is known.")


def own_moment(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-1", 100, 8, 5, 1), ("T-2", 200, 8, 0, 0), ("T-3", 300, 8, 0, 0))
    yield case(history, asked_table(("T-8", 100, 8, 2), ("T-9", 100, 8, 9)),
               "T-1 was known when T-9 was decided on, and not when T-8 was: each row has its own moment.", 2)


def label_in_distance(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-1", 100, 8, 0, 0), ("T-2", 130, 8, 0, 1)).assign(hours=[90.0, 1.0])
    rows = asked_table(("T-9", 110, 8, 5)).assign(breached=1, hours=1.0)
    yield case(history, rows, "The nearest in body_chars and sla_hours is T-1; breached and hours do not "
                              "count.")


def scale(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-1", 100, 48, 0, 1), ("T-2", 190, 8, 0, 0))
    yield case(history, asked_table(("T-9", 100, 8, 5)),
               "T-1 is 40 hours away, 40 / 10 = 4; T-2 is 90 characters away, 90 / 100 = .9: T-2 is nearer.")


def city_block(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-1", 150, 13, 0, 1), ("T-2", 180, 8, 0, 0))
    yield case(history, asked_table(("T-9", 100, 8, 5)),
               "T-1: .5 + .5 = 1; T-2: .8. The distance is the sum, not the root of squares.")


def ties(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-5", 110, 8, 0, 0), ("T-3", 90, 8, 0, 1), ("T-4", 110, 8, 0, 0))
    yield case(history, asked_table(("T-9", 100, 8, 5)), "All three are equally near: T-3 has the smallest "
                                                         "id.")
    history = history_table(("T-3", 150, 8, 0, 1), ("T-5", 50, 8, 0, 0), ("T-4", 50, 8, 0, 1))
    yield case(history, asked_table(("T-9", 100, 8, 5)), "T-3 and T-4 come first of three that are equally "
                                                         "near.", 2)
    many = [(f"T-{number}", 150, 8, 0, int(number < 13)) for number in range(10, 16)]
    yield case(history_table(*many, ("T-18", 110, 8, 0, 0), ("T-19", 111, 8, 0, 0)),
               asked_table(("T-9", 100, 8, 5)),
               "k=5: T-18 and T-19 are nearest; of the other six, equally near, T-10, T-11 and T-12 follow, "
               "which breached.", 5)
    history = history_table(("T-9", 150, 8, 0, 0), ("T-10", 150, 8, 0, 1))
    yield case(history, asked_table(("T-7", 100, 8, 5)), "Equally near; as text T-10 comes before T-9.")


def few(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-1", 100, 8, 0, 1), ("T-2", 200, 8, 9, 0))
    rows = asked_table(("T-9", 100, 8, 5), ("T-8", 100, 8, -5))
    yield case(history, rows, "k=3. When T-9 was decided on, one outcome was known, a breach: 1. When "
                              "T-8 was, none: the prior.", 3)


def index(draw: Draw) -> Iterator[Case]:
    history = history_table(("T-1", 100, 8, 0, 1))
    rows = asked_table(("T-7", 100, 8, 5), ("T-9", 100, 8, 5), ("T-8", 100, 8, 5))
    yield case(history.set_axis([99]), rows.set_axis([7, 3, 5]), "The index of `rows`, in its order.")


def together(answer: Any, draw: Draw) -> Counterexample | None:
    """A row's value is the same alone and among others."""
    history = history_table(("T-1", 100, 48, 0, 1), ("T-2", 190, 8, 0, 0), ("T-3", 400, 20, 0, 1))
    rows = asked_table(("T-9", 100, 8, 5), ("T-8", 900, 9, 5), ("T-7", 130, 400, 5))
    whole = answer(history.copy(), rows.copy(), dict(SCALES), 1, PRIOR)
    for place in range(len(rows)):
        alone = answer(history.copy(), rows[place:place + 1].copy(), dict(SCALES), 1, PRIOR)
        difference = first_difference(float(alone.iloc[0]), float(whole.iloc[place]))
        if difference:
            return Counterexample("neighbour_rate(history, one row, ...)", difference.got,
                                  f"{difference.expected}, as among three rows",
                                  str(rows_text(history=history, rows=rows)),
                                  "Who else is asked about must not matter: the scales are given.")
    return None


def drawn(draw: Draw, n: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """n tickets with few different numbers, hence ties; half of them and new ones are asked about."""
    rng = draw.rng(f"tickets {n}")
    ids = rng.choice(np.arange(100, 999), 2 * n, replace=False)
    numbers = [(f"T-{i}", float(rng.integers(0, 6) * 50), float(rng.choice([4, 8, 24]))) for i in ids]
    history = history_table(*((*row, float(rng.uniform(0, 50)), int(rng.integers(0, 2)))
                              for row in numbers[:n]))
    rows = asked_table(*((*row, float(rng.uniform(-2, 60))) for row in numbers[n // 2:n + n // 2]))
    return history.set_axis(rng.permutation(n)), rows.set_axis(rng.permutation(len(rows)) + 5)


def everything(draw: Draw) -> Iterator[Case]:
    for n, k in ((6, 2), (40, 5)):
        history, rows = drawn(draw, n)
        yield case(history, rows, "On drawn tables.", k)


def gives(make: Callable[[Draw], Iterator[Case]], view: View) -> Property:
    """The property of the cases; what the answer does to its arguments, INPUT_CHANGED judges."""
    test = at_any_time(renamed(make), view)

    def asked(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        return test(lambda *given: answer(*copy.deepcopy(given)), draw)
    return asked


def renamed(make: Callable[[Draw], Iterator[Case]]) -> Callable[[Draw], Iterator[Case]]:
    """The same cases; in a graded draw the tickets have drawn names, in the same order."""
    def cases(draw: Draw) -> Iterator[Case]:
        for number, made in enumerate(make(draw)):
            if draw.name != GRADED:
                yield made
                continue
            history, rows, scales, k, prior = made.args
            rng = draw.rng(f"names {make.__name__} {number}")
            old = sorted({*history["ticket_id"], *rows["ticket_id"]})
            numbers = sorted(rng.choice(np.arange(1000, 9999), len(old), replace=False))
            new = dict(zip(old, (f"T-{number}" for number in numbers), strict=True))
            if len({len(name) for name in old}) > 1:        # as text in one order, as numbers in another
                new = {name: f"T-{numbers[0]}{name.removeprefix('T-')}" for name in old}
            history = history.assign(ticket_id=history["ticket_id"].map(new))
            rows = rows.assign(ticket_id=rows["ticket_id"].map(new))
            arguments = (history, rows, scales, k, prior)
            yield Case(arguments, definition(*arguments), made.call)
    return cases


def plain(draw: Draw) -> Sequence[Any]:
    return *drawn(draw, 20), dict(SCALES), 3, PRIOR


def probes(draw: Draw) -> list[Arguments]:
    makers = (itself, nearest_dropped, one_too_many, twins, label_lag, places_taken, known_now, own_moment,
              label_in_distance, scale, city_block, ties, few, index, everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("neighbour_rate", contract, (
    return_shape(0.5, SECTION, shape),
    Oracle("OWN_NEIGHBOUR", 2, "A training row is its own neighbour.",
           "The feature is a share of the row's own label: offline the best of all, in production worse "
           "than none.",
           SECTION, gives(itself, values())),
    Oracle("NEAREST_DROPPED", 0.75, "The nearest neighbour is dropped, whoever it is.",
           "Rows of the service do not stand in the history: they lose their best neighbour, and skew "
           "begins.",
           SECTION, gives(nearest_dropped, values())),
    Oracle("ONE_TOO_MANY", 0.25, "A row that does not stand in the history gets more than k neighbours.",
           "Training rows get k, rows of the service k + 1: the same column with another meaning.",
           SECTION, gives(one_too_many, values())),
    Oracle("TWINS_DROPPED", 1, "Other tickets at distance 0 are taken for the ticket itself, or it for one "
                               "of them.",
           "Copies of a form are the most similar tickets there are; or the own label comes back by their "
           "side.",
           SECTION, gives(twins, values())),
    Oracle("LABEL_LAG", 1, "Outcomes count that were not known at the row's own moment.",
           "The neighbour's end lies in the future: the service cannot know it.",
           CLOCK, gives(label_lag, values())),
    Oracle("PLACES_TAKEN", 0.5, "A neighbour whose outcome is not known yet takes a place among the k.",
           "The more work is open, the fewer neighbours count: the value says how busy the Desk is.",
           CLOCK, gives(places_taken, values())),
    Oracle("EDGE_EXCLUDED", 0.5, "An outcome known at the very moment of the decision does not count.",
           "Outcomes are posted on the hour, and so are many decisions: the freshest are lost.",
           CLOCK, gives(known_now, values())),
    Oracle("ONE_MOMENT_FOR_ALL", 0.5, "One moment is used for all rows.",
           "The early rows of the training table know the end of the late ones.",
           CLOCK, gives(own_moment, values())),
    Oracle("LABEL_IN_DISTANCE", 1, "The label, or columns that `scales` does not name, are part of the "
                                   "distance.",
           "Among training rows the nearest are those with the same label; in the service it is missing.",
           SECTION, gives(label_in_distance, values())),
    Oracle("SCALES_IGNORED", 0.5, "The differences are not divided by the given scales.",
           "The column with the largest numbers decides alone who is similar.",
           SECTION, gives(scale, values())),
    Oracle("NOT_THE_SUM", 0.25, "The distance is not the sum of the absolute differences, each by its scale.",
           "Squares let one column alone decide who is far: other neighbours than the service's definition.",
           SECTION, gives(city_block, values())),
    Oracle("ROWS_TOGETHER", 0.5, "A row's value depends on the other rows that are asked about.",
           "The service asks about one ticket at a time and gets other neighbours.",
           PARITY, together, guard=True),
    Oracle("TIES", 0.5, "Equally near tickets are not taken in the order of their ticket_id.",
           "The value hangs on the order of the table: it cannot be reproduced on Monday.",
           SECTION, gives(ties, values())),
    Oracle("TOO_FEW", 0.5, "Fewer than k known neighbours, or none, give another value than defined.",
           "In the first week after the launch every value is missing.",
           "Categories nobody has seen", gives(few, values())),
    Oracle("INDEX_LOST", 0.25, "The result does not have the index of `rows`, in its order.",
           "As a column it lands on other tickets.", SECTION, gives(index, index_alone), guard=True),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's tables.",
           "The next feature is computed on a table that is sorted or scaled.",
           SECTION, leaves_input_alone(plain, ("history", "rows", "scales", "k", "prior")), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On drawn tables some rows get another value than the definition gives.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           SECTION, gives(everything, values())),
), probes)
