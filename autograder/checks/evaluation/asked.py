"""What a learner's test asked of an interval function, and what an independent count says of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from autograder.checks.evaluation.intervals import Interval

GROUPS_AT_LEAST, ROWS_AT_MOST = 60, 20
FEW_CALLS = 50
BAND = 0.05


@dataclass(frozen=True)
class Question:
    """One call: the level, the rows of each group, the ones among all rows, and the interval."""

    level: float
    sizes: np.ndarray
    ones: float
    low: float
    high: float


class Asked:
    """An interval function under the one name of all, and what it was asked. y: of the first call."""

    def __init__(self, interval: Interval) -> None:
        self.questions: list[Question] = []
        self.calls = 0
        self.y: np.ndarray | None = None

        def call(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
            self.calls += 1
            y, groups = np.asarray(y, dtype=float), np.asarray(groups, dtype=int)
            self.y = y.copy() if self.y is None else self.y
            # A group's number is a name: any whole numbers do, below 0 or far apart too.
            if len(groups) and (groups.min() < 0 or groups.max() > 10 * len(groups)):
                groups = np.unique(groups, return_inverse=True)[1]
            low, high = (float(end) for end in interval(y, groups, float(level)))
            sizes = np.bincount(groups)
            self.questions.append(Question(float(level), sizes[sizes > 0], float(y.sum()), low, high))
            return low, high

        self.interval = call


def diagnosis(questions: list[Question]) -> str:
    """Why a right function was refused, as far as the calls show it: the worlds, the truth or the band."""
    if not questions:
        return "Your test never asked it."
    outside = _outside_the_promise(questions)
    if outside:
        return outside
    by_level = _by_level(questions)
    if max(len(asked) for asked in by_level.values()) < FEW_CALLS:
        times = "in one world" if len(questions) == 1 else f"{len(questions)} times"
        return (
            f"Your test had asked {times} when it refused: a right interval misses 1 world of 5 at level .8. "
            "Of few worlds nothing can be concluded; take 400, and assert the share once, at the end."
        )
    rate, shares = _shares(by_level)
    found = _counted(rate, shares, by_level)
    off = max(
        abs(share - level) - 3 * (level * (1 - level) / len(by_level[level])) ** 0.5
        for level, share in shares.items()
    )
    return found + (_skewed(questions) if off > 0 else _truth_or_band(min(map(len, by_level.values()))))


def how_often_it_held(questions: list[Question]) -> str:
    """What an independent count says of an interval function in the worlds of a test; empty if in too few."""
    by_level = _by_level(questions)
    if not questions or min(len(asked) for asked in by_level.values()) < FEW_CALLS:
        return ""
    rate, shares = _shares(by_level)
    return _counted(rate, shares, by_level).rstrip()


Levels = dict[float, list[Question]]


def _by_level(questions: list[Question]) -> Levels:
    by_level: Levels = defaultdict(list)
    for question in questions:
        by_level[question.level].append(question)
    return by_level


def _shares(by_level: Levels) -> tuple[float, dict[float, float]]:
    """The share of ones among all rows that were drawn, and how often it is held at each level."""
    questions = [question for asked in by_level.values() for question in asked]
    rows = sum(int(question.sizes.sum()) for question in questions)
    rate = sum(question.ones for question in questions) / rows
    return rate, {level: _held(asked, rate) for level, asked in by_level.items()}


def _counted(rate: float, shares: dict[float, float], by_level: Levels) -> str:
    counted = ", ".join(
        f"{share:.1%} at level {level:g} ({len(by_level[level])} worlds)" for level, share in shares.items()
    )
    return f"Of all rows that you drew {rate:.3f} are ones, and its intervals hold that in {counted}. "


def _held(questions: list[Question], rate: float) -> float:
    return sum(question.low <= rate <= question.high for question in questions) / len(questions)


def _outside_the_promise(questions: list[Question]) -> str:
    fewest = min(len(question.sizes) for question in questions)
    if fewest < GROUPS_AT_LEAST:
        return f"Your worlds have {fewest} groups; the promise is one for {GROUPS_AT_LEAST} or more."
    largest = max(int(question.sizes.max()) for question in questions)
    if largest > ROWS_AT_MOST:
        return f"Your worlds have a group of {largest} rows; the promise ends at {ROWS_AT_MOST}."
    return ""


def _skewed(questions: list[Question]) -> str:
    if len({(tuple(question.sizes.tolist()), question.ones) for question in questions[:20]}) == 1:
        return "You drew one world again and again: make the generator once, before the first world."
    if len({tuple(question.sizes.tolist()) for question in questions[:20]}) == 1:
        return (
            "Your groups have the same sizes in each world; the promise is one for groups that are drawn, "
            "their sizes too."
        )
    return (
        "So your worlds are too rare or too skewed for so few groups, or have not all one true rate; take "
        "rates nearer one half, as many large groups as small ones, or more groups."
    )


def _truth_or_band(worlds: int) -> str:
    return (
        "That is as promised: is your true rate this one (of the rows, in the long run; not of the groups, "
        "nor of one sample), and does your band have room for the luck of "
        f"{worlds} worlds (.06 at level .8 with 400) and some of the 5 points of the promise?"
    )
