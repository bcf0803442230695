"""What a decision must say of the test days: their mean net gain and its interval, or nothing.

WIDTH: half of a 95 % interval of 112 days is 1.98 standard errors by t, and 1.95 by a bootstrap over days,
which with 1,000 resamples is known to .06; on average over four worlds to .03. The band is 4 to 5 of them
wide, and leaves out 90 % (1.66) and 97 % (2.20). The middle of a bootstrap's interval is known to .06 as
well: the band is 5 of them. There are 28 validation days, so a width by their number is twice as large.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.evaluation.decisions import CALL, one_good
from autograder.checks.evaluation.policy_worlds import INCUMBENT, PolicyWorld, policy_world
from autograder.draws import Draw
from autograder.oracles.compare import same, show
from autograder.results import Counterexample

WIDTH, MIDDLE, DAYS = (1.8, 2.14), 0.3, (28, 112)
OF_DAYS = 0.3  # quantiles of 112 days lie a tenth nearer or farther by luck: three of them
OF_THE_DAYS = "It holds 95 % of the days. Of their mean is asked: its standard error is smaller."
UPKEEP = {"b": 12.0, INCUMBENT: 2.0}
# What is done with the upkeep: by how much a gain is then off.
OFF = {
    "no upkeep is taken off": 10.0,
    "the incumbent's own upkeep is not given back": -2.0,
    "both upkeeps are taken off": -4.0,
    "the upkeep is added": 20.0,
}
GAIN = "The mean over the test days of: saved - incumbent's - (upkeep - incumbent's upkeep)."


def opened_at_all(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Who replaces the incumbent has looked at the test days."""
    made = one_good(draw)
    policy = str(made.ask(answer)["policy"])
    if made.seal.opened or policy == INCUMBENT:
        return None
    return Counterexample(
        f"{CALL}: the names that open_test was called with",
        "never called",
        f"once, with the policy that was returned: {policy}",
        made.text(),
        "The gain is reported of the test days, and they come from open_test(name) alone.",
    )


def gain_of_the_test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The gain is the mean net gain on the test days, and it may be negative."""
    for stream, test in (("reported", {"b": 25.0}), ("turned", {"b": -40.0, "d": 200.0})):
        made = one_good(draw, stream, test_gains=test, upkeep=UPKEEP)
        reported = made.ask(answer)
        got, wanted = float(reported["gain"]), float(made.net(made.seal.table, "b").mean())
        if reported["policy"] == "b" and not same(got, wanted):
            before = float(made.net(made.validation, "b").mean())
            return Counterexample(
                f'{CALL}["gain"]',
                show(got),
                show(wanted),
                f"mean net gain of b: validation {before:.2f}, test {wanted:.2f}; upkeep of b 12, of "
                "the incumbent 2",
                _of_another_gain(made, got, wanted),
            )
    return None


def _of_another_gain(made: PolicyWorld, got: float, wanted: float) -> str:
    """What a gain that is not the mean net gain of the test days is, as far as the figure shows it."""
    if same(got, float(made.net(made.validation, "b").mean())):
        return "That is the gain of the validation days: the luck that chose the policy was chosen with it."
    if abs(got - wanted) < 0.5:
        return "The mean as it is, not rounded."
    return next((f"Here {what}. {GAIN}" for what, by in OFF.items() if same(got - wanted, by)), GAIN)


def interval_of_the_test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """In four worlds low and high lie around the mean net gain, their width is that of 95 % on average."""
    halves = []
    for number in range(4):
        made = one_good(
            draw, f"interval {number}", test_gains={"b": 10.0}, upkeep=UPKEEP, days=DAYS[0], test_days=DAYS[1]
        )
        reported = made.ask(answer)
        gains, ends = made.net(made.seal.table, "b"), (float(reported["low"]), float(reported["high"]))
        if reported["policy"] != "b":
            return None
        mean, error = float(gains.mean()), float(gains.std(ddof=1)) / len(gains) ** 0.5
        halves.append((ends[1] - ends[0]) / 2 / error)
        if not abs(sum(ends) / 2 - mean) <= MIDDLE * error:
            return _not_the_ends(ends, gains, _of_other_ends(made, ends))
    half = float(np.mean(halves))
    return None if WIDTH[0] <= half <= WIDTH[1] else _not_the_ends(ends, gains, _of_other_widths(made, half))


def _not_the_ends(ends: tuple[float, float], gains: np.ndarray, note: str) -> Counterexample:
    mean, deviation = float(gains.mean()), float(gains.std(ddof=1))
    half = 2.0 * deviation / math.sqrt(len(gains))
    return Counterexample(
        f'{CALL}["low"], ["high"]',
        f"{ends[0]:.1f} to {ends[1]:.1f}",
        f"about {mean - half:.1f} to {mean + half:.1f}",
        f"{len(gains)} test days, net gain: mean {mean:.1f}, standard deviation {deviation:.1f}; upkeep of b "
        "12, of the incumbent 2",
        note,
    )


def _of_other_ends(made: PolicyWorld, ends: tuple[float, float]) -> str:
    """What to say of an interval that does not lie around the mean net gain of the test days."""
    before, tested = (made.net(table, "b") for table in (made.validation, made.seal.table))
    if _holds_the_days((ends[1] - ends[0]) / 2 * len(tested) ** 0.5 / tested.std(ddof=1), len(tested)):
        return OF_THE_DAYS
    if abs(sum(ends) / 2 - before.mean()) <= MIDDLE * before.std(ddof=1) / len(before) ** 0.5:
        return "It lies around the gain of the validation days."
    for what, by in OFF.items():
        if abs(sum(ends) / 2 - tested.mean() - by) <= MIDDLE * tested.std(ddof=1) / len(tested) ** 0.5:
            return f"Here {what}. It is the interval of the net gain that is asked for."
    return "It lies around the mean net gain of the test days, with both ends as far from it."


def _holds_the_days(half: float, days: int) -> bool:
    """Whether an interval with a half of so many standard errors is as wide as the days themselves."""
    return abs(half / (2 * days**0.5) - 1) < OF_DAYS


def _of_other_widths(made: PolicyWorld, half: float) -> str:
    """What to say of an interval whose half is so many standard errors."""
    sides = {0.68: 1.0, 0.8: 1.29, 0.9: 1.66, 0.98: 2.36, 0.99: 2.62}
    level = min(sides, key=lambda level: abs(sides[level] - half))
    if abs(sides[level] - half) < 0.06:
        return (
            f"These are the ends of a {100 * level:.0f} % interval: {50 * (1 - level):.0f} % lie outside on "
            "each side; of 95 % it is 2.5 %."
        )
    gains, table = made.net(made.seal.table, "b"), made.seal.table
    apart = float(np.hypot(table["b"].std(), table[INCUMBENT].std()) / gains.std(ddof=1))
    if abs(half / (2 * apart) - 1) < 0.1:
        return "It is that of two unpaired samples: take the net gains, day by day, and their standard error."
    if abs(half / (2 * (DAYS[1] / DAYS[0]) ** 0.5) - 1) < 0.1:
        return f"It is that of {DAYS[0]} days, as many as there are validation days: count the test days."
    if _holds_the_days(half, len(gains)):
        return OF_THE_DAYS
    return f"It is {half:.2f} standard errors of the mean to each side; of 95 % it is 2.0."


def missing_if_kept(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No figures where the incumbent stays."""
    made = policy_world(draw, "kept 2", {"a": -30.0, "b": -60.0})
    got = made.ask(answer)
    shown = ", ".join(f"{key} {show(got[key])}" for key in ("policy", "gain", "low", "high"))
    if got["policy"] == INCUMBENT and all(same(got[key], np.nan) for key in ("gain", "low", "high")):
        return None
    return Counterexample(
        f"{CALL} with 2 candidates, none of them better",
        shown,
        "policy rule, gain, low and high missing",
        made.text(),
        "Nothing was estimated.",
    )
