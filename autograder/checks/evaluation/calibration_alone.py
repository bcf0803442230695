"""What becomes of a prediction, whatever others are asked for with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.evaluation.calibration_worlds import SMALL, world
from autograder.draws import Draw
from autograder.oracles.oracle import NotJudged
from autograder.results import Counterexample


def alone(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A prediction is mended in the same way whatever comes with it."""
    made = world(draw.rng("alone"), SMALL, -0.6, 1.5)
    validation_p, validation_y, p = made.arguments
    together = np.asarray(answer(validation_p, validation_y, p), dtype=float)
    for part in (slice(0, 1), slice(10, 40)):
        some = np.asarray(answer(*made.arguments[:2], p[part].copy()), dtype=float)
        if not np.allclose(some, together[part], rtol=1e-6, atol=1e-9, equal_nan=True):
            return Counterexample(
                f"calibrate(validation_p, validation_y, p) with {len(some)} of the predictions",
                f"{p[part][0]:.4f} became {some[0]:.4f}",
                f"{together[part][0]:.4f}, as with all {len(p)} of them",
                "",
                "The service asks for one ticket at a time.",
            )
    return None


def sure_ones_alone(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """0 and 1 become the same number alone and beside any others."""
    rows = world(draw.rng("alone"), SMALL, -0.6, 1.5).arguments[:2]
    for sure, others in ((0.0, (0.3, 0.001)), (1.0, (0.7, 0.999))):
        try:
            by_itself, *beside = (
                float(answer(*(values.copy() for values in rows), np.array(p))[0])
                for p in ([sure], *([sure, other] for other in others))
            )
        except Exception as problem:
            # What fails on 0 or 1 has another fault, and CERTAINTY shows it.
            raise NotJudged from problem
        for other, got in zip(others, beside, strict=True):
            if not np.isclose(got, by_itself, rtol=1e-6, atol=1e-9, equal_nan=True):
                return Counterexample(
                    f"calibrate(validation_p, validation_y, [{sure:g}, {other:g}])",
                    f"{sure:g} became {got:.7g}",
                    f"{by_itself:.7g}, as without {other:g} beside it",
                    "",
                    "Keep 0 and 1 off their ends by a number that does not depend on the rest of `p`.",
                )
    return None
