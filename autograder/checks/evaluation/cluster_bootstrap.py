"""cluster_bootstrap: an interval that knows that rows come in groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.evaluation.resample_chances import drawn_alike, drawn_anew, none_left_out, one_outcome
from autograder.checks.evaluation.resample_seeds import by_seed
from autograder.checks.evaluation.resamples import ONE_LARGE, rows_of, skewed
from autograder.checks.evaluation.resampling import (
    as_many_as_asked,
    averaged,
    call,
    drawn_within,
    each_resample,
    ends_at,
    not_its_rows,
    number_drawn,
    of_all_rows,
    of_the_same_rows,
    rows_drawn,
    whole_groups,
    with_replacement,
    without_nan,
)
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.compare import show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_arrays import leaves_arrays_alone
from autograder.oracles.waiting import all_hold, while_holds

SECTION = "Two intervals on the same predictions"
NAMES = ("y", "p", "groups", "metric", "level", "repeats", "seed")


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, tuple | list) or len(value) != 3:
        return f"{show(value)}; the prompt asks for a tuple of three numbers (estimate, lo, hi)"
    if not all(isinstance(part, int | float | np.number) for part in value):
        return f"{show(value)}; the prompt asks for three numbers"
    return None


def plain(draw: Draw) -> Iterator[Case]:
    rows = rows_of(draw)
    yield Case((rows.y, rows.p, rows.groups, skewed, 0.95, 20, 1), (0.5, 0.4, 0.6), call(repeats=20))


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


SHAPE = return_shape(0.25, SECTION, plain)
# What is read off the resamples says nothing of an answer that shows its metric single groups.
OF_RESAMPLES = while_holds(
    averaged,
    Oracle(
        "ROWS_DRAWN",
        1.25,
        "Rows are drawn, not groups.",
        "A hundred tickets of one account are taken for a hundred witnesses: it is far too narrow.",
        SECTION,
        rows_drawn,
    ),
    Oracle(
        "NOT_ITS_ROWS",
        0.5,
        "Of a drawn group other rows come than its own, or not all of them.",
        "The resample mixes customers: what they have in common is lost, and the interval is too narrow.",
        SECTION,
        not_its_rows,
    ),
    Oracle(
        "PAIRS_TORN",
        0.75,
        "Outcomes and predictions of a resample are not of the same rows.",
        "Each prediction is judged by the outcome of another ticket: the interval is that of a coin.",
        SECTION,
        of_the_same_rows,
    ),
    *while_holds(
        whole_groups,
        Oracle(
            "DRAWN_WITHIN",
            0.75,
            "The rows of a drawn group are drawn a second time, within it.",
            "What belongs together is torn apart, and the interval answers another question.",
            SECTION,
            each_resample(drawn_within, "each row of a group as often as the group was drawn"),
        ),
    ),
    Oracle(
        "ONE_RESAMPLE",
        0.5,
        "The resamples are the same again and again.",
        "The interval has next to no length: nobody will doubt a figure that is so exact.",
        SECTION,
        drawn_anew,
    ),
    Oracle(
        "DRAWN_ONCE",
        0.75,
        "A group that was drawn twice counts once.",
        "Every resample is a smaller sample of its own kind, and the interval is not that of this one.",
        SECTION,
        with_replacement,
    ),
    *while_holds(
        whole_groups,
        Oracle(
            "NUMBER_OF_GROUPS",
            0.75,
            "A resample does not hold as many groups as there are.",
            "With more groups than there are the interval is too narrow, with fewer too wide.",
            SECTION,
            each_resample(number_drawn, "as many groups as there are"),
        ),
    ),
    Oracle(
        "LARGE_GROUPS_FAVOURED",
        0.75,
        "Large groups are drawn more often than small ones.",
        "The largest customer is in every resample several times: the interval is that of this customer.",
        SECTION,
        drawn_alike,
    ),
    *while_holds(
        all_hold(whole_groups, drawn_alike),
        Oracle(
            "GROUP_LEFT_OUT",
            0.5,
            "A group is never drawn, or far more seldom than the others.",
            "If it is the customer with the breaches, the interval does not even hold the estimate.",
            SECTION,
            none_left_out,
        ),
    ),
    *while_holds(
        whole_groups,
        Oracle(
            "ONE_OUTCOME_SKIPPED",
            0.5,
            "Resamples of one outcome are left out, though the metric has a value on them.",
            "Where breaches are rare those without any are missing: the lower end of a rate is too high.",
            SECTION,
            one_outcome,
        ),
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
        1,
        "The ends are not the percentiles of the resampled metric.",
        "It holds more or less than it says, leans to the wrong side, or leaves the possible values.",
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
        "The interval is not that of the resamples which have a value.",
        "Where breaches are rare the nightly report says nan, or gives the interval of numbers made up.",
        SECTION,
        without_nan,
    ),
)

CHECK = Check(
    "cluster_bootstrap",
    contract,
    (
        SHAPE,
        *while_holds(
            SHAPE.test,
            Oracle(
                "METRICS_AVERAGED",
                0.75,
                "The metric is computed for each group and averaged, not for all rows of a resample.",
                "It is the interval of another figure: in the lesson .690 on average, where the AUC is .795.",
                SECTION,
                averaged,
                guard=True,
            ),
            Oracle(
                "NOT_ALL_ROWS",
                0.75,
                "The estimate is not the metric of all rows.",
                "The figure on the slide is not that of the data; small groups may count as large ones do.",
                SECTION,
                of_all_rows,
            ),
            *OF_RESAMPLES,
            Oracle(
                "SEED_IGNORED",
                0.75,
                "The seed does not decide the interval, or the next seed draws the same once more.",
                "Two people quote two intervals of one notebook, or a second seed agrees: it drew the same.",
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
    ),
    probes,
)
