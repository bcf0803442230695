"""What psi is by the slips of code that is often copied."""

from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.checks.monitoring.shift_cases import counts, edges_of, psi_of
from autograder.oracles.cases import Case


def by_other_bins(made: Case) -> list[float]:
    """What psi is with the edges of the current values, or of all values together."""
    reference, current, bins = made.args
    found = []
    for values in (current, pd.concat([reference, current])):
        was, now = (side + 0.5 for side in counts(reference, current, edges_of(values, bins)))
        found.append(psi_of(was / was.sum(), now / now.sum()))
    return found


def without_half_counts(made: Case) -> list[float]:
    """What psi is with a tiny share, or half a count, in the empty bins alone, or without these bins."""
    reference, current, bins = made.args
    was, now = counts(reference, current, edges_of(reference, bins))
    before, after = was / was.sum(), now / now.sum()
    tiny = [
        psi_of(np.where(before > 0, before, small), np.where(after > 0, after, small))
        for small in (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12)
    ]
    added = [psi_of(before + small, after + small) for small in (1e-4, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12)]
    half = [np.maximum(side, 0.5) for side in (was, now)]
    filled = [(side + 0.5) / (side + 0.5).sum() for side in (was, now)]
    full = (was > 0) & (now > 0)
    return [
        *tiny,
        *added,
        psi_of(half[0] / half[0].sum(), half[1] / half[1].sum()),
        np.inf,
        psi_of(filled[0][full], filled[1][full]),
        psi_of(before[full], after[full]),
    ]


def with_more_bins(made: Case) -> list[float]:
    """What psi is with one or more bins that are empty on both sides."""
    reference, current, bins = made.args
    was, now = counts(reference, current, edges_of(reference, bins))
    found = []
    for more in range(1, 4):
        both = [np.append(side, np.zeros(more)) + 0.5 for side in (was, now)]
        found.append(psi_of(both[0] / both[0].sum(), both[1] / both[1].sum()))
    return found
