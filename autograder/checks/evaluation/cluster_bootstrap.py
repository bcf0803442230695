"""cluster_bootstrap: an interval that knows that rows come in groups.

The resamples themselves are judged, by a metric that keeps what it is shown; so no coverage is left to luck.
One oracle counts draws: of 200 resamples of 8 groups each group is drawn once on average, with a standard
error of .066; the band is 6 of them wide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.evaluation.resamples import ONE_LARGE, Rows, Seen, ask, draws_of, rows_of, skewed
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.compare import same, show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_arrays import leaves_arrays_alone
from autograder.results import Counterexample

SECTION = "Two intervals on the same predictions"
NAMES = ("y", "p", "groups", "metric", "level", "repeats", "seed")
CALL = "cluster_bootstrap(y, p, groups, metric, level={level:g}, repeats={repeats}, seed=1)"
OFTEN_DRAWN = 1.4


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, tuple | list) or len(value) != 3:
        return f"{show(value)}; the prompt asks for a tuple of three numbers (estimate, lo, hi)"
    if not all(isinstance(part, int | float | np.number) for part in value):
        return f"{show(value)}; the prompt asks for three numbers"
    return None


def call(level: float = 0.95, repeats: int = 60) -> str:
    return CALL.format(level=level, repeats=repeats)


def plain(draw: Draw) -> Iterator[Case]:
    rows = rows_of(draw)
    yield Case((rows.y, rows.p, rows.groups, skewed, 0.95, 20, 1), (0.5, 0.4, 0.6), call(repeats=20))


def of_all_rows(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The estimate is the metric of the rows as they are."""
    rows = rows_of(draw)
    for metric, says in ((skewed, "exp(4 * mean(y)) + mean(p)"), (_share, "mean(y)")):
        got, wanted = answer(rows.y, rows.p, rows.groups, metric, 0.95, 40, 1)[0], metric(rows.y, rows.p)
        if not same(float(got), wanted):
            return Counterexample(
                f"{call(repeats=40)}[0] with metric(y, p) = {says}",
                show(float(got)),
                show(wanted),
                rows.text(),
                "metric(y, p) of all rows, as they are.",
            )
    return None


def _share(y: np.ndarray, p: np.ndarray) -> float:
    return float(np.mean(y))


def each_resample(fault: Callable[[np.ndarray, Rows], str], note: str) -> Property:
    """No resample has the fault; a bootstrap that never called the metric is not judged here."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        rows = rows_of(draw)
        for count in ask(answer, rows).counts:
            found = fault(count, rows)
            if found:
                return Counterexample(f"the rows that {call()} gave to metric", found, note, rows.text())
        return None

    return test


def _rows_apart(count: np.ndarray, rows: Rows) -> str:
    for group, times in draws_of(count, rows.groups).items():
        size, number = int((rows.groups == group).sum()), int(count[rows.groups == group].sum())
        if len(times) > 1 and number % size:
            return (
                f"{number} rows of group {group}, which has {size}, in a resample of {int(count.sum())} rows"
            )
    return ""


def _drawn_within(count: np.ndarray, rows: Rows) -> str:
    for group, times in draws_of(count, rows.groups).items():
        if len(times) > 1:
            return f"of group {group} one row {max(times)} times and another {min(times)} times"
    return ""


def _number_drawn(count: np.ndarray, rows: Rows) -> str:
    times = draws_of(count, rows.groups)
    number = sum(max(values) for values in times.values())
    if any(len(values) > 1 for values in times.values()) or number == len(times):
        return ""
    return f"a resample of {number} groups, counted as often as they were drawn"


def with_replacement(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """In some resample a group stands twice."""
    rows = rows_of(draw)
    seen = ask(answer, rows)
    if seen.counts and all(count.max() <= 1 for count in seen.counts):
        return Counterexample(
            f"the rows that {call()} gave to metric",
            f"no row twice in any of {len(seen.counts)} resamples",
            "all rows of a group twice if the group was drawn twice",
            rows.text(),
            "groups.isin(drawn) is true once, however often a group was drawn.",
        )
    return None


def drawn_alike(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A group of half of the rows is drawn as often as any other."""
    rows = rows_of(draw, ONE_LARGE)
    names, sizes = np.unique(rows.groups, return_counts=True)
    large = rows.groups == names[sizes.argmax()]
    seen = ask(answer, rows, repeats=200)
    times = float(np.mean([count[large].mean() for count in seen.counts])) if seen.counts else 1.0
    if times < OFTEN_DRAWN:
        return None
    return Counterexample(
        f"the rows that {call(repeats=200)} gave to metric",
        f"the group of {int(large.sum())} rows {times:.2f} times a resample",
        "once on average",
        rows.text(),
        "Each group has the same chance: draw from the groups, not from the column with one group a row.",
    )


def as_many_as_asked(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The metric is asked about `repeats` resamples."""
    rows = rows_of(draw)
    for repeats in (30, 75):
        number = len(ask(answer, rows, repeats=repeats).counts)
        if not repeats - 6 <= number <= repeats + 1:
            return Counterexample(
                f"the number of resamples that {call(repeats=repeats)} gave to metric",
                str(number),
                str(repeats),
                rows.text(),
                "One call of metric for each resample.",
            )
    return None


def ends_at(level: float) -> Property:
    """Both ends are quantiles of what the metric said of the resamples, one rank up or down.

    Where the metric was asked far more or less often, nobody knows which of its values were meant.
    """

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        rows, repeats = rows_of(draw), 200
        seen = ask(answer, rows, level=level, repeats=repeats)
        wrong = _misplaced(seen, level) if repeats - 9 <= len(seen.values) <= repeats + 1 else ""
        if not wrong:
            return None
        tail = (1 - level) / 2
        return Counterexample(
            call(level, repeats),
            f"lo {show(float(seen.result[1]))}, hi {show(float(seen.result[2]))}",
            wrong,
            rows.text(),
            f"The quantiles {tail:.3g} and {1 - tail:.3g} of the metric's {repeats} values.",
        )

    return test


def _misplaced(seen: Seen, level: float) -> str:
    values = np.sort([value for value in seen.values if value == value])
    if not len(values):
        return "" if all(pd.isna(end) for end in seen.result[1:]) else "nan and nan: no resample has a value"
    ends = []
    for end, share in zip(seen.result[1:], ((1 - level) / 2, (1 + level) / 2), strict=True):
        place = share * (len(values) - 1)
        near = values[max(int(np.floor(place)) - 1, 0)], values[min(int(np.ceil(place)) + 1, len(values) - 1)]
        ends.append((bool(near[0] - 1e-9 <= float(end) <= near[1] + 1e-9), float(np.quantile(values, share))))
    return "" if all(fits for fits, _ in ends) else "lo {}, hi {}".format(*(show(value) for _, value in ends))


def without_nan(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Resamples without a value are left out, and without any value there is no interval."""
    rows = rows_of(draw)
    rare = rows.groups == rows.groups[np.argmax(rows.y)]

    def needs_rare(y: np.ndarray, p: np.ndarray) -> float:
        return float(np.mean(y * p) / np.mean(p)) if np.isin(p, rows.p[rare]).any() else float("nan")

    def never(y: np.ndarray, p: np.ndarray) -> float:
        return float("nan")

    for metric, says in (
        (needs_rare, "nan on resamples without one group"),
        (never, "nan whatever the rows"),
    ):
        seen = ask(answer, rows, metric, repeats=100)
        if len(seen.values) <= 101 and (wrong := _misplaced(seen, 0.95)):
            return Counterexample(
                f"{call(repeats=100)} with a metric that is {says}",
                f"lo {show(float(seen.result[1]))}, hi {show(float(seen.result[2]))}",
                wrong,
                rows.text(),
                "Leave nan out, and take the quantiles of the rest.",
            )
    return None


def by_seed(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The same seed gives the same interval; seven seeds do not all give one."""
    rows = rows_of(draw)
    first, again = (ask(answer, rows).result for _ in range(2))
    if not all(same(float(a), float(b)) for a, b in zip(first, again, strict=True)):
        return Counterexample(
            f"{call()}, twice", show(again), show(first), "", "Make the generator of the seed."
        )
    found = {tuple(float(end) for end in ask(answer, rows, seed=seed).result[1:]) for seed in range(7)}
    if len(found) == 1:
        return Counterexample(
            "the same call with the seeds 0 to 6",
            "seven times the same interval",
            "another seed, another interval",
            "",
            "Make the generator of the seed.",
        )
    return None


def arguments(draw: Draw) -> Arguments:
    rows = rows_of(draw)
    return rows.y, rows.p, rows.groups, skewed, 0.95, 20, 1


def probes(draw: Draw) -> list[Arguments]:
    rows, large = rows_of(draw), rows_of(draw, ONE_LARGE)
    return [(rows.y, rows.p, rows.groups, skewed, level, 50, 1) for level in (0.95, 0.5)] + [
        (
            large.y,
            large.p,
            large.groups,
            lambda y, p: float("nan") if y.all() else float(y.mean()),
            0.9,
            30,
            2,
        ),
        (rows.y, rows.p, rows.groups, lambda y, p: float("nan"), 0.9, 10, 2),
    ]


CHECK = Check(
    "cluster_bootstrap",
    contract,
    (
        return_shape(0.25, SECTION, plain),
        Oracle(
            "NOT_ALL_ROWS",
            1,
            "The estimate is not the metric of all rows.",
            "The figure on the slide is not that of the data; small groups may count as much as large ones.",
            SECTION,
            of_all_rows,
        ),
        Oracle(
            "ROWS_DRAWN",
            2.5,
            "Rows are drawn, not groups.",
            "A hundred tickets of one account are taken for a hundred witnesses: it is far too narrow.",
            SECTION,
            each_resample(_rows_apart, "all rows of a group, as often as the group was drawn"),
        ),
        Oracle(
            "DRAWN_WITHIN",
            1,
            "The rows of a drawn group are drawn a second time, within it.",
            "What belongs together is torn apart, and the interval answers another question.",
            SECTION,
            each_resample(_drawn_within, "each row of a group as often as the group was drawn"),
        ),
        Oracle(
            "DRAWN_ONCE",
            1.5,
            "A group that was drawn twice counts once.",
            "Every resample is a smaller sample of its own kind, and the interval is not that of this one.",
            SECTION,
            with_replacement,
        ),
        Oracle(
            "NUMBER_OF_GROUPS",
            1,
            "A resample does not hold as many groups as there are.",
            "With more groups than there are the interval is too narrow, with fewer too wide.",
            SECTION,
            each_resample(_number_drawn, "as many groups as there are"),
        ),
        Oracle(
            "LARGE_GROUPS_FAVOURED",
            1,
            "Large groups are drawn more often than small ones.",
            "The largest customer is in every resample several times: the interval is that of this customer.",
            SECTION,
            drawn_alike,
        ),
        Oracle(
            "REPEATS_IGNORED",
            0.5,
            "The number of resamples is not the one asked for.",
            "Ends from too few resamples jump from run to run.",
            SECTION,
            as_many_as_asked,
        ),
        Oracle(
            "NOT_PERCENTILES",
            1.5,
            "The ends are not the percentiles of the resampled metric.",
            "For a skewed metric the interval leans to the wrong side, or leaves the possible values.",
            SECTION,
            ends_at(0.95),
        ),
        Oracle(
            "LEVEL_IGNORED",
            0.75,
            "The ends do not follow the level.",
            "Somebody asks for the cautious interval and gets the bold one.",
            SECTION,
            ends_at(0.5),
        ),
        Oracle(
            "NAN_RESAMPLES",
            0.75,
            "A resample without a value spoils the interval.",
            "One resample without a breach, and the nightly report says nan.",
            SECTION,
            without_nan,
        ),
        Oracle(
            "SEED_IGNORED",
            0.75,
            "The seed does not decide the interval.",
            "Two people run the same notebook and quote two intervals.",
            SECTION,
            by_seed,
        ),
        Oracle(
            "INPUT_CHANGED",
            0.5,
            "The call changes the caller's arrays.",
            "The next metric is computed on rows in another order.",
            SECTION,
            leaves_arrays_alone(arguments, NAMES),
            guard=True,
        ),
    ),
    probes,
)
