"""What a bootstrap hands to its metric: each resample, as how often it holds each row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.draws import GRADED, Draw

SMALL = (1, 2, 4, 3, 1, 5, 2)
ONE_LARGE = (1, 2, 1, 3, 1, 2, 14, 1)
# So many groups that no resample is all rows again by luck, and no two are the same.
MANY_GROUPS = (1, 2, 3) * 10
Metric = Callable[[np.ndarray, np.ndarray], float]


@dataclass
class Rows:
    """Rows in groups, in a drawn order. p: all different, so that a row is known by it."""

    y: np.ndarray
    p: np.ndarray
    groups: np.ndarray

    def text(self) -> str:
        """The rows as a learner reads them, group by group."""
        sizes = {str(group): int((self.groups == group).sum()) for group in np.unique(self.groups)}
        return "rows in each group: " + ", ".join(f"{group} {size}" for group, size in sizes.items())


def rows_of(draw: Draw, sizes: tuple[int, ...] = SMALL) -> Rows:
    """Groups of these sizes; a graded draw gives them other names, outcomes and places."""
    rng = draw.rng(f"rows {sizes}")
    names = np.array([f"A-{number}" for number in range(1, len(sizes) + 1)])
    if draw.name == GRADED:
        names = rng.permutation(1000)[: len(sizes)]
    number = np.repeat(np.arange(len(sizes)), sizes)
    y = np.where(rng.random(len(number)) < 0.1 + 0.8 * (number[:, None] % 3 == 1)[:, 0], 1.0, 0.0)
    y[np.flatnonzero(number % 3 == 1)[0]], y[np.flatnonzero(number % 3 == 0)[0]] = 1.0, 0.0
    order = rng.permutation(len(number))
    p = (1 + rng.permutation(len(number))) / (2 + len(number))
    return Rows(y[order], p[order], names[number][order])


@dataclass
class Seen:
    """What an answer returned, and what it asked its metric, resample by resample.

    counts: how often each row of the data. values: what the metric said, also of resamples that happen to be
    all rows again. torn: predictions with an outcome that is not theirs, (p, y).
    calls: of the metric, the looks at all rows among them.
    """

    result: Any
    counts: list[np.ndarray] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    torn: list[list[tuple[float, float]]] = field(default_factory=list)
    calls: int = 0


def skewed(y: np.ndarray, p: np.ndarray) -> float:
    """A metric of which the mean of its resamples, or a normal interval, is far from what it should be."""
    return float(np.exp(4 * np.mean(y)) + np.mean(p))


def ask(
    answer: Callable[..., Any],
    rows: Rows,
    metric: Metric = skewed,
    level: float = 0.95,
    repeats: int = 60,
    seed: int = 1,
) -> Seen:
    """Call the answer with a metric that keeps what it sees; a look at all rows is no resample.

    Of 75 resamples of seven groups .5 are all rows again, more than six less than once in ten million. In
    counts they are missing, in values they are not: there only looks beyond `repeats` are left out, since
    two that are missing would move a rank by more than the one that is allowed.
    """
    seen = Seen(None)
    order = np.argsort(rows.p)

    def spy(y: np.ndarray, p: np.ndarray) -> float:
        y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
        places = order[np.searchsorted(rows.p[order], p).clip(0, len(order) - 1)]
        seen.counts.append(np.bincount(places, minlength=len(order)))
        seen.torn.append([(p[n], y[n]) for n in np.flatnonzero(rows.y[places] != y)])
        seen.values.append(metric(y, p))
        return seen.values[-1]

    seen.result = answer(rows.y.copy(), rows.p.copy(), rows.groups.copy(), spy, level, repeats, seed)
    whole = [(count == 1).all() for count in seen.counts]
    kept = [n for n, again in enumerate(whole) if not again]
    looks = np.flatnonzero(whole)[: max(len(whole) - repeats, 0)]
    values = [value for n, value in enumerate(seen.values) if n not in looks]
    counts, torn = ([part[n] for n in kept] for part in (seen.counts, seen.torn))
    return Seen(seen.result, counts, values, torn, calls=len(whole))


def draws_of(count: np.ndarray, groups: np.ndarray) -> dict[Any, set[int]]:
    """How often a resample holds the rows of each group: one number where they came as a whole."""
    return {group: set(count[groups == group].tolist()) for group in np.unique(groups)}
