"""calibrate: predictions mended by what became of others, on worlds whose true chances are known.

The harm of predictions is the mean Kullback-Leibler divergence from the true chance, so no luck of labels
is in it. A line on the log-odds that is fitted to n rows adds about 1/n. Measured over 60 draws each: of
the harm of SHIFTS and FACTORS a line removes .97 or more (NEEDED .86), a shift alone .42 or less where a
factor is needed, a line on p itself .81 or less where predictions are too sure. Over 20 draws: to 40 worlds
of 200 right rows a line adds .004 to .007 on average (LITTLE .014), three numbers (beta calibration) .0105
or less, an isotonic fit kept from .02 to .98 .0187 or more, from .03 to .97 .0169 or more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.evaluation.calibration_alone import alone, sure_ones_alone
from autograder.checks.evaluation.calibration_order import keeps_order
from autograder.checks.evaluation.calibration_worlds import LARGE, SMALL, SURE, World, with_sure_rows, world
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import ContractBroken, Oracle, Property
from autograder.oracles.return_shape import return_shape, returns_shape_of
from autograder.oracles.unchanged_arrays import leaves_arrays_alone
from autograder.oracles.waiting import all_hold, while_holds
from autograder.results import Counterexample

SECTION = "Thirty per cent is thirty in a hundred"
NAMES = ("validation_p", "validation_y", "p")
SMALL_WORLDS = 40
NEEDED, LITTLE, RARE = 0.86, 0.014, 0.045


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, np.ndarray):
        return f"a {type(value).__name__}; the prompt asks for an array, one number a prediction"
    if value.ndim != 1:
        return f"an array of shape {value.shape}; the prompt asks for one number a prediction"
    if value.dtype.kind not in "fiu":
        return f"an array of {value.dtype}; the prompt asks for numbers"
    return (
        None
        if len(value) == len(arguments[2])
        else f"{len(value)} numbers for {len(arguments[2])} predictions"
    )


def outcome(answer: Callable[..., Any], made: World) -> np.ndarray:
    """The answer on a world's rows; numbers outside 0 to 1 are the contract's business."""
    value = np.asarray(answer(*made.arguments), dtype=float)
    if not np.isfinite(value).all() or (value < 0).any() or (value > 1).any():
        worst = value[~((value >= 0) & (value <= 1))][0]
        raise ContractBroken(f"the number {worst}; a chance lies between 0 and 1")
    return value


def removes(kinds: dict[str, tuple[float, ...]], hint: str = "") -> Property:
    """Most of the harm is gone, whichever of these shifts and factors made it."""
    note = f"Harm is the mean divergence from the true chances. The log-odds are off, not p itself.{hint}"

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        left = (harm_left(answer, world(draw.rng(f"world {says}"), LARGE, *kind), says, note)
                for says, kind in kinds.items())
        return next((found for found in left if found), None)

    return test


def harm_left(answer: Callable[..., Any], made: World, says: str, note: str) -> Counterexample | None:
    """A world in which less than NEEDED of the harm is gone."""
    p, got = made.arguments[2], outcome(answer, made)
    gone = 1 - made.harm(got) / made.harm(p)
    if gone >= NEEDED:
        return None
    rows = ", ".join(
        f"{p[n]:.3f} became {got[n]:.3f} (truth {made.chance[made.rows + n]:.3f})"
        for n in np.argsort(p)[[20, 300, 700, 980]]
    )
    return Counterexample(
        f"calibrate(validation_p, validation_y, p), {LARGE:,} validation rows, {says}",
        # Rounded away from the limit: what misses it must not read as it.
        f"{math.floor(max(0.0, gone) * 1000) / 1000:.1%} of the harm is gone",
        f"at least {NEEDED:.0%}",
        rows,
        note,
    )


def mends_the_shift(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The harm of a shift is gone, also where a few validation rows are exactly 0 or 1 and ended so."""
    found = removes(SHIFTS, " A factor (a temperature) leaves a shift, class_weight adds one.")(answer, draw)
    if found:
        return found
    (says, kind), *_ = SHIFTS.items()
    sure = with_sure_rows(world(draw.rng(f"world {says}"), LARGE, *kind))
    return harm_left(
        answer,
        sure,
        f"{says}; {2 * SURE} of them are exactly 0 or 1, and ended so",
        "Without these rows the harm is gone. The log-odds of 0 and 1 are infinite: np.nan_to_num makes "
        "1.8e308 of that, and one such row decides the whole fit. Keep p off 0 and 1 before you take the "
        "logarithm.",
    )


def mends_the_factor(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The harm of a factor is gone, and what is rare stays rare: the mean hardly feels a floor under it."""
    found = removes(FACTORS)(answer, draw)
    if found:
        return found
    made = world(draw.rng("rare"), LARGE, 0.0, 1.0)
    got = outcome(answer, made)
    if got.min() <= RARE:
        return None
    at = int(made.arguments[2].argmin())
    return Counterexample(
        f"calibrate(validation_p, validation_y, p), {LARGE:,} validation rows, p right as it is",
        f"the smallest result is {math.ceil(got.min() * 1000) / 1000:.3f}; the smallest p is "
        f"{made.p[made.rows + at]:.3f}",
        f"at most {RARE}",
        "",
        "Rare stays rare: a floor far above it takes the safest tickets for risky ones.",
    )


def added_harm(answer: Callable[..., Any], draw: Draw) -> float:
    """The mean harm that an answer adds where there was none, over SMALL_WORLDS worlds of SMALL rows."""
    rng, added = draw.rng("small worlds"), []
    while len(added) < SMALL_WORLDS:
        made = world(rng, SMALL, 0.0, 1.0)
        if 20 <= made.y[:SMALL].sum() <= SMALL - 20:
            added.append(made.harm(outcome(answer, made)))
    return float(np.mean(added))


def does_no_harm(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Few rows, and nothing to mend."""
    added = added_harm(answer, draw)
    if added <= LITTLE:
        return None
    shown = math.ceil(added * 1000) / 1000
    return Counterexample(
        f"calibrate(validation_p, validation_y, p), {SMALL} validation rows, p right as it is",
        f"a mean divergence of {shown:.3f} where there was none, over {SMALL_WORLDS} worlds",
        f"at most {LITTLE}",
        "",
        "Each bin or step of 200 rows has few breaches, and follows their luck, wherever it is clipped. "
        "Two numbers (a shift, a factor) can be learned.",
    )


def never_certain(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Neither sure predictions nor a top without exception make a certain one."""
    rng = draw.rng("certain")
    p = np.concatenate([rng.uniform(0.05, 0.9, 200), rng.uniform(0.93, 0.99, 40), rng.uniform(0, 0.02, 40)])
    y = np.concatenate([(rng.random(200) < p[:200]).astype(float), np.ones(40), np.zeros(40)])
    asked = np.array([0.0, 0.001, 0.5, 0.97, 1.0])
    sure_p, sure_y = np.concatenate([p, [0.0, 0.0, 1.0, 1.0]]), np.concatenate([y, [0.0, 1.0, 1.0, 0.0]])
    timid_p, timid_y, _ = world(draw.rng("timid"), LARGE, 0.0, 0.35).arguments
    for validation_p, validation_y, says in (
        (p, y, "the 40 highest of which all breached, the 40 lowest none"),
        (sure_p, sure_y, "two of which are 0 and two 1, one of each wrong"),
        (timid_p, timid_y, "whose log-odds are a third of what they should be"),
    ):
        got = np.asarray(answer(validation_p.copy(), validation_y.copy(), asked.copy()), dtype=float)
        bad = np.flatnonzero(~((got > 0) & (got < 1)))
        if len(bad):
            # What is neither 0 nor 1 before the call shows more.
            at = int(min(bad, key=lambda n: asked[n] in (0, 1)))
            return Counterexample(
                f"calibrate(validation_p, validation_y, {asked.tolist()}), {len(validation_p)} "
                f"validation rows, {says}",
                f"{asked[at]:g} became {got[at]:g}{_place(asked[at], validation_p)}",
                "a number above 0 and below 1",
                "",
                _why_certain(got, at),
            )
    return None


def _place(p: float, validation_p: np.ndarray) -> str:
    if validation_p.min() <= p <= validation_p.max():
        return ""
    return f"; it lies {'below' if p < validation_p.min() else 'above'} the validation rows"


def _why_certain(got: np.ndarray, at: int) -> str:
    if np.isin(got, (0, 1)).all():
        return "Labels, not chances: predict gives the more probable one, predict_proba the chance."
    if not np.isfinite(got[at]):
        return "Each prediction from 0 to 1 gets a number, also where no validation row is near."
    # The float nearest to a chance of 1e-40 is not 0, that nearest to 1 - 1e-40 is 1: the input was clipped.
    if (got < 1).sum() == len(got) - 1 and got.argmax() == len(got) - 1 and got.min() > 0:
        return (
            "0 became more than 0, so what goes in is kept off 0 and 1; the mending carries it back, "
            "as far as rounding to 1. Clip what comes out, or clip farther from 0 and 1."
        )
    return (
        "One such ticket that ends the other way makes the log-loss infinite. Keep what goes in, or "
        "what comes out, off 0 and 1."
    )


def plain(draw: Draw) -> Iterator[Case]:
    made = world(draw.rng("plain"), SMALL, 0.0, 1.0)
    yield Case(made.arguments, np.zeros(1), "calibrate(validation_p, validation_y, p)")


def arguments(draw: Draw) -> Arguments:
    return world(draw.rng("unchanged"), SMALL, 0.3, 1.4).arguments


def with_certain_rows(draw: Draw) -> Arguments:
    """Rows that hold 0 and 1 themselves, one of each wrong: whoever clips in place changes them."""
    validation_p, validation_y, p = arguments(draw)
    validation_p[:4], validation_y[:4], p[:2] = [0, 0, 1, 1], [0, 1, 1, 0], [0, 1]
    return validation_p, validation_y, p


def leaves_alone(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    for given in (arguments, with_certain_rows):
        found = leaves_arrays_alone(given, NAMES)(answer, draw)
        if found:
            return found
    return None


def probes(draw: Draw) -> list[Arguments]:
    rng = draw.rng("probes")
    sure = np.concatenate([rng.uniform(0.1, 0.9, 100), [0.0, 1.0]])
    return [
        arguments(draw),
        world(rng, 600, 1.0, 0.5).arguments,
        (sure, (rng.random(102) < 0.4).astype(float), np.array([0.0, 0.2, 1.0])),
    ]


SHIFTS = {"the log-odds too high by 1.2": (1.2, 1.0), "the log-odds too low by 1.2": (-1.2, 1.0)}
FACTORS = {
    "the log-odds twice what they should be": (0.0, 2.0),
    "the log-odds a third of what they should be": (0.0, 0.35),
    "three in four breach, the log-odds twice what they should be": (0.0, 2.0, 1.2),
}


def one_number_each(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """An array of one number a prediction: the contract is asked here once, by its own name."""
    return returns_shape_of(plain)(answer, draw) or _breaks_the_contract(answer, draw)


def _breaks_the_contract(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    made = arguments(draw)
    problem = contract(getattr(answer, "target", answer)(*made), *made)
    return Counterexample(
        "calibrate(validation_p, validation_y, p)", problem, f"an array of {len(made[2])} numbers"
    ) if problem else None


CHECK = Check(
    "calibrate",
    contract,
    (
        replace(return_shape(0.25, SECTION, plain), test=one_number_each),
        *while_holds(
            one_number_each,
            Oracle(
                "CERTAINTY",
                1.25,
                "What comes out is somewhere 0, 1 or no number at all.",
                "A ticket that could not breach breaches, and the log-loss of the month is infinite.",
                SECTION,
                never_certain,
            ),
            Oracle(
                "NEW_ROWS_LEARNED",
                1,
                "What becomes of a prediction depends on the other predictions.",
                "The service asks for one ticket at a time, and gets another number than the report.",
                SECTION,
                all_hold(alone, sure_ones_alone),
            ),
            Oracle(
                "ORDER_TURNED",
                1,
                "A larger prediction becomes the smaller one.",
                "The fast lane takes the wrong ticket, because a few tickets had a lucky week.",
                SECTION,
                keeps_order,
            ),
            *while_holds(
                never_certain,
                Oracle(
                    "SHIFT_REMAINS",
                    1.5,
                    "Predictions that are all too high or too low stay so.",
                    "The desk plans for forty breaches a day and has twenty.",
                    SECTION,
                    mends_the_shift,
                ),
                Oracle(
                    "FACTOR_REMAINS",
                    2,
                    "Predictions that are too sure, or not sure enough, stay so.",
                    "Right on average and wrong everywhere: each cost that is multiplied by p is wrong.",
                    SECTION,
                    mends_the_factor,
                ),
                Oracle(
                    "NOISE_FITTED",
                    1.5,
                    "With few rows the luck of the validation becomes the prediction.",
                    "Each month's recalibration makes a good model a little worse.",
                    SECTION,
                    does_no_harm,
                ),
            ),
            Oracle(
                "INPUT_CHANGED",
                0.5,
                "The call changes the caller's arrays.",
                "The comparison before and after compares after with after.",
                SECTION,
                leaves_alone,
                guard=True,
            ),
        ),
    ),
    probes,
)
