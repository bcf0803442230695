"""What a cluster bootstrap must hold, read off the resamples that it shows to its metric.

The resamples themselves are judged, by a metric that keeps what it is shown; so no coverage is left to luck.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count as numbers_from
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.evaluation.resamples import (
    MANY_GROUPS,
    Metric,
    Rows,
    Seen,
    ask,
    draws_of,
    rows_of,
    skewed,
)
from autograder.draws import Draw
from autograder.oracles.compare import same, show
from autograder.oracles.oracle import Property
from autograder.results import Counterexample

CALL = "cluster_bootstrap(y, p, groups, metric, level={level:g}, repeats={repeats}, seed={seed})"
# So many times as many resamples as asked for, none with a value, and the answer is told to be without end.
PATIENCE = 30


def call(level: float = 0.95, repeats: int = 60, seed: int = 1) -> str:
    """The call as a learner reads it."""
    return CALL.format(level=level, repeats=repeats, seed=seed)


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


def averaged(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Not all that the metric is shown are rows of a single group."""
    rows = rows_of(draw)
    seen = ask(answer, rows)
    single = [len(set(rows.groups[count > 0])) == 1 for count in seen.counts]
    if not single or not all(single):
        return None
    return Counterexample(
        f"the rows that {call()} gave to metric",
        f"{len(single):,} times the rows of a single group",
        "60 times the rows of a whole resample, all groups that were drawn",
        rows.text(),
        "The mean of the groups' metrics is another figure than the metric of their rows. Put the rows of "
        "all drawn groups together, then call metric once.",
    )


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


def rows_apart(count: np.ndarray, rows: Rows) -> str:
    """Fewer or more rows of a group than a whole number of times the group."""
    for group, times in draws_of(count, rows.groups).items():
        size, number = int((rows.groups == group).sum()), int(count[rows.groups == group].sum())
        if len(times) > 1 and number % size:
            return (
                f"{number} rows of group {group}, which has {size}, in a resample of {int(count.sum())} rows"
            )
    return ""


whole_groups = each_resample(rows_apart, "all rows of a group, as often as the group was drawn")


def rows_drawn(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Not single rows are drawn; of groups that come with other rows, or not whole, NOT_ITS_ROWS speaks."""
    found = whole_groups(answer, draw)
    return None if found and _of_groups(answer, draw) else found


def not_its_rows(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """What comes of a drawn group are all of its rows, and no other's."""
    empty = without_rows(answer, draw)
    if empty:
        return empty
    note = _of_groups(answer, draw)
    found = whole_groups(answer, draw)
    return replace(found, note=note) if found and note else None


def without_rows(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No resample is empty: each drawn group has rows."""
    rows = rows_of(draw)
    counts = ask(answer, rows).counts
    empty = sum(not count.any() for count in counts)
    if not empty:
        return None
    return Counterexample(
        f"the rows that {call()} gave to metric",
        f"no rows at all, in {empty} of {len(counts)} resamples",
        "all rows of the groups that were drawn",
        rows.text(),
        "Numbers from 0 that are compared with the names of groups fit none of them. Draw among the names, "
        "np.unique(groups), or look each number up there.",
    )


def _of_groups(answer: Callable[..., Any], draw: Draw) -> str:
    """What is wrong with the rows of groups that were drawn; empty if single rows were.

    Rows that are drawn are always as many; groups of 1 to 5 rows are not.
    """
    rows = rows_of(draw)
    counts = ask(answer, rows).counts
    if len({int(count.sum()) for count in counts}) > 1:
        return "Rows of a group do not stand together: take all rows whose group it is, not a slice of them."
    apart = [
        sum(len(times) > 1 for times in draws_of(count, rows.groups).values()) for count in counts
    ]
    return "The resample is as long as its groups are: do not cut it." if max(apart, default=2) <= 1 else ""


def drawn_within(count: np.ndarray, rows: Rows) -> str:
    """One row of a group more often than another."""
    for group, times in draws_of(count, rows.groups).items():
        if len(times) > 1:
            return f"of group {group} one row {max(times)} times and another {min(times)} times"
    return ""


def number_drawn(count: np.ndarray, rows: Rows) -> str:
    """More or fewer whole groups than there are."""
    times = draws_of(count, rows.groups)
    number = sum(max(values) for values in times.values())
    if any(len(values) > 1 for values in times.values()) or number == len(times):
        return ""
    return f"a resample of {number} groups, counted as often as they were drawn"


def of_the_same_rows(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Each prediction that the metric sees comes with its own row's outcome."""
    rows = rows_of(draw)
    torn = next((torn for torn in ask(answer, rows).torn if torn), None)
    if torn is None:
        return None
    p, y = torn[0]
    return Counterexample(
        f"the rows that {call()} gave to metric",
        f"p {p:.3f} with y {y:g}, and {len(torn) - 1} more such rows",
        f"p {p:.3f} with y {1 - y:g}, as in the data",
        rows.text(),
        "Take y and p at the same positions.",
    )


def with_replacement(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """In some resample a group stands twice."""
    rows = rows_of(draw)
    seen = ask(answer, rows)
    if seen.calls <= 2 or any(count.max() > 1 for count in seen.counts):
        return None
    return Counterexample(
        f"the rows that {call()} gave to metric",
        f"no row twice in any of {len(seen.counts) or seen.calls} samples",
        "all rows of a group twice if the group was drawn twice",
        rows.text(),
        "groups.isin(drawn) is true once, however often a group was drawn."
        if seen.counts
        else "All groups drawn without replacement are the rows as they were, in another order.",
    )


def as_many_as_asked(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The metric is asked about `repeats` resamples."""
    rows = rows_of(draw, MANY_GROUPS)
    for repeats in (30, 75):
        seen = ask(answer, rows, repeats=repeats)
        number = len(seen.counts)
        if number not in (repeats, repeats + 1) and seen.calls != repeats + 1:
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
            _tails(seen, level)
            or f"The quantiles {tail:.3g} and {1 - tail:.3g} of the metric's {repeats} values.",
        )

    return test


def _tails(seen: Seen, level: float) -> str:
    """What to say of ends that leave all of 1 - level outside on each side."""
    if _misplaced(seen, 2 * level - 1) or level <= 0.5:
        return ""
    return (
        f"These are the quantiles {1 - level:.3g} and {level:.3g}: {1 - level:.0%} lie outside on each "
        f"side, and the interval holds {2 * level - 1:.0%}. Half of 1 - level belongs on each side."
    )


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

    says = "nan on resamples without one group"
    return (
        _ends_of_known(answer, rows, needs_rare, says, 0.95, 100)
        or _without_any(answer, rows)
        # Of 200 about 132 have a value: number 33 of them stands at the lower quarter, where number 50 of
        # all would stand. Near the ends of a wide interval the two ranks are one.
        or (None if ends_at(0.5)(answer, draw) else _ends_of_known(answer, rows, needs_rare, says, 0.5, 200))
    )


def _without_any(answer: Callable[..., Any], rows: Rows) -> Counterexample | None:
    """Without any value both ends are nan. Who draws again until there is a value gets one late, and ends."""
    repeats, says = 100, "nan whatever the rows"
    patience = numbers_from(-PATIENCE * repeats)

    def never(y: np.ndarray, p: np.ndarray) -> float:
        return float("nan") if next(patience) < 0 else 0.0

    found = _ends_of_known(answer, rows, never, says, 0.95, repeats)
    if next(patience) <= 0:
        return found
    return Counterexample(
        f"{call(repeats=repeats)} with a metric that is {says}",
        f"{PATIENCE * repeats:,} resamples, and no end",
        f"{repeats} resamples, then nan and nan",
        rows.text(),
        "Resamples that are drawn again until one has a value are drawn for ever here. Leave nan out.",
    )


def _ends_of_known(
    answer: Callable[..., Any], rows: Rows, metric: Metric, says: str, level: float, repeats: int
) -> Counterexample | None:
    """The ends are quantiles of the values that are known; not judged of far more or fewer resamples."""
    seen = ask(answer, rows, metric, level, repeats)
    wrong = _misplaced(seen, level) if 0 < len(seen.values) <= repeats + 1 else ""
    if not wrong:
        return None
    missing = int(np.isnan(seen.values).sum())
    return Counterexample(
        f"{call(level, repeats)} with a metric that is {says}",
        f"lo {show(float(seen.result[1]))}, hi {show(float(seen.result[2]))}",
        wrong,
        rows.text(),
        f"{missing} of {repeats} resamples have no value. Leave these out, and take the quantiles of the "
        "rest: a number in the place of nan, a rank among all resamples, or a correction for bias moves "
        "the ends.",
    )
