"""What a cluster bootstrap makes of its seed: the same again, and with the next seed other resamples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.evaluation.resamples import MANY_GROUPS, Rows, Seen, ask, rows_of
from autograder.checks.evaluation.resampling import call
from autograder.draws import Draw
from autograder.oracles.compare import same, show
from autograder.results import Counterexample

SEEDS = range(7)
ONE_GENERATOR = "Make the generator of the seed."


def by_seed(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The same seed gives the same interval; seven seeds give neither one interval nor the same resamples."""
    rows = rows_of(draw, MANY_GROUPS)
    for seed in (1, 0):
        first, again = (ask(answer, rows, seed=seed).result for _ in range(2))
        if not all(same(float(a), float(b)) for a, b in zip(first, again, strict=True)):
            note = ONE_GENERATOR + (" 0 is a seed too, though it counts as False." if seed == 0 else "")
            return Counterexample(f"{call(seed=seed)}, twice", show(again), show(first), "", note)
    seen = [ask(answer, rows, seed=seed) for seed in SEEDS]
    found = _drawn_again(seen, rows)
    if found:
        return found
    if len({tuple(float(end) for end in one.result[1:]) for one in seen}) == 1:
        return Counterexample(
            "the same call with the seeds 0 to 6",
            "seven times the same interval",
            "another seed, another interval",
            "",
            ONE_GENERATOR,
        )
    return None


def _drawn_again(seen: list[Seen], rows: Rows) -> Counterexample | None:
    """Two seeds that follow each other have most of their resamples in common, though not all."""
    drawn = [_resamples(one, rows) for one in seen]
    for seed in SEEDS[:-1]:
        common, number = (drawn[seed] & drawn[seed + 1]).total(), drawn[seed].total()
        if number > common > number / 2:
            return Counterexample(
                f"the rows that {call(seed=seed)} and the same call with seed={seed + 1} gave to metric",
                f"{common} of {number} resamples are the same",
                "another seed, other resamples",
                "",
                "A generator for each resample, made of the seed plus its number, draws with the next seed "
                "nearly all of them once more. Make one generator of the seed, before the first resample.",
            )
    return None


def _resamples(seen: Seen, rows: Rows) -> Counter[bytes]:
    """The resamples of more than one group, by how often they hold each row."""
    kept = (count for count in seen.counts if len(np.unique(rows.groups[count > 0])) > 1)
    return Counter(count.tobytes() for count in kept)
