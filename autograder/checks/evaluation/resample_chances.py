"""What a cluster bootstrap must hold of chance: it draws anew each time, each group as likely as any other.

Of 200 resamples of 8 groups each group is drawn once on average, with a standard error of .066. The bands,
.67 and 1.4, are 5 and 6 of them away: a right answer leaves them less than once in 100,000 draws, with any
group. About 190 of its 200 resamples are different.
Where outcomes are looked at, six of seven groups have none: so have a third of the resamples, and 60 in which
none has are drawn less than once in a thousand million.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.evaluation.resamples import ONE_LARGE, Rows, Seen, ask, rows_of
from autograder.checks.evaluation.resampling import call
from autograder.draws import Draw
from autograder.oracles.oracle import NotJudged
from autograder.results import Counterexample

REPEATS = 200
SELDOM_DRAWN, OFTEN_DRAWN = 0.67, 1.4
SHOWN = f"the rows that {call(repeats=REPEATS)} gave to metric"


def drawn_anew(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Resamples differ from each other; drawing from few of them, or asking twice, is another fault."""
    rows = rows_of(draw, ONE_LARGE)
    seen = ask(answer, rows, repeats=REPEATS)
    if not _mostly_the_same(seen):
        return None
    if not all(count.any() for count in seen.counts):
        # They have no rows, which NOT_ITS_ROWS speaks of.
        raise NotJudged
    different = _different(seen)
    return Counterexample(
        SHOWN,
        f"{len(seen.counts)} times the same resample"
        if different == 1
        else f"{different} resamples that come again, {len(seen.counts)} in all",
        "each time a resample of its own",
        rows.text(),
        "A generator that is made of the seed inside the loop, or in a function that the loop calls, begins "
        "anew each time and draws the same once more. Make one generator, before the first resample.",
    )


def drawn_alike(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A group of half of the rows is drawn as often as any other."""
    rows, times = _times_drawn(answer, draw)
    large = max(times, key=lambda group: (rows.groups == group).sum())
    if times[large] < OFTEN_DRAWN:
        return None
    return Counterexample(
        SHOWN,
        f"the group of {(rows.groups == large).sum()} rows {times[large]:.2f} times a resample",
        "once on average",
        rows.text(),
        "Each group has the same chance: draw from the groups, not from the column with one group a row.",
    )


def none_left_out(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No group is drawn far more seldom than the others."""
    rows, times = _times_drawn(answer, draw)
    seldom = min(times, key=lambda group: times[group])
    if times[seldom] > SELDOM_DRAWN:
        return None
    return Counterexample(
        SHOWN,
        f"group {seldom} {times[seldom]:.2f} times a resample",
        "once on average, as any other",
        rows.text(),
        "Each group has the same chance, the first and the last by name too: the upper end of rng.integers "
        "is not drawn, that of random.randint is.",
    )


def one_outcome(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Resamples without a single 1 are shown to a metric that has a value on them."""
    rows = rows_of(draw)
    names, sizes = np.unique(rows.groups, return_counts=True)
    rows = replace(rows, y=(rows.groups == names[sizes.argmin()]).astype(float))
    seen = ask(answer, rows)
    if _mostly_the_same(seen):
        raise NotJudged
    if not seen.counts or any(not rows.y[count > 0].any() for count in seen.counts):
        return None
    return Counterexample(
        f"the rows that {call()} gave to metric",
        f"{len(seen.counts)} resamples, each with both outcomes",
        "60, about 20 of which have 0 alone",
        f"y is 1 in one group of one row; {rows.text()}",
        "Whether a resample has a value is for metric to say: an AUC has none without a breach, a log-loss "
        "or a rate has one. Call metric on each, and leave out what is nan.",
    )


def _times_drawn(answer: Callable[..., Any], draw: Draw) -> tuple[Rows, dict[Any, float]]:
    """How often each group is drawn while all of them are drawn once on average, whatever their number."""
    rows = rows_of(draw, ONE_LARGE)
    seen = ask(answer, rows, repeats=REPEATS)
    names = np.unique(rows.groups).tolist()
    if _mostly_the_same(seen):
        # What one resample holds says nothing of chances.
        raise NotJudged
    if not seen.counts:
        return rows, dict.fromkeys(names, 1.0)
    mean = np.mean(seen.counts, axis=0)
    times = np.array([mean[rows.groups == name].mean() for name in names])
    return rows, dict(zip(names, (times / times.mean()).tolist(), strict=True))


def _different(seen: Seen) -> int:
    return len({count.tobytes() for count in seen.counts})


def _mostly_the_same(seen: Seen) -> bool:
    """Four of eight groups without replacement are 70 different resamples: drawn by chance, if wrongly."""
    return 10 * _different(seen) < len(seen.counts)
