"""What a decision must hold about luck: of one gain, of the best of many, and of days won.

BARS: how many standard errors a gain must reach over 40 days by the tests that hold the 5 %: Bonferroni's t,
Sidak's, the largest t of all under turned signs, and a bootstrap's percentile, which is the lowest. Of 50
candidates 3.31 to 3.05, of 200 3.79 to 3.4, of 2 2.02 to 1.93. The worlds lie below the lowest, and above
those of rules that do not divide: 5 % each 1.68 or 2.02, .5 % each 2.71, three standard errors for any
number, and among those above zero alone, of which there is one, 1.68. A percentile of 10,000 resamples fails
in fewer than 2 cases of 1,000. Gains are placed exactly, so nothing else is left to chance, and a test for
each candidate is affordable: 300 of them, where one of scipy's takes a millisecond.
OTHERS: ten of twenty are good enough beyond doubt. The eleventh needs 2.71 (by a bootstrap 2.5) by Holm's
rule and 1.98 by that of Benjamini and Hochberg; it has 2.2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.stats import t

from autograder.checks.evaluation.decisions import CALL, chooses, good_though_not_first
from autograder.checks.evaluation.policy_worlds import INCUMBENT, PolicyWorld, policy_world
from autograder.draws import Draw
from autograder.results import Counterexample

# Errors above zero of the best, how many candidates, and the most errors above zero of the others.
LUCKY = ((2.1, 50, -0.1), (2.7, 50, 1.5), (3.02, 200, 1.5))
OTHERS_ERRORS, SURE = 2.2, 10


def luck_is_no_gain(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Fifty candidates, or two hundred, none better: somebody always looks good."""
    for errors, candidates, most in LUCKY:
        made, best = _lucky(draw, errors, candidates, most)
        got = str(made.ask(answer)["policy"])
        if got != INCUMBENT:
            days = len(made.validation)
            others, all_of = (f"{most:g} at most", "") if most > 0 else ("below it", "all of ")
            return Counterexample(
                f'{CALL}["policy"] on {days} days, {candidates} candidates',
                got,
                INCUMBENT,
                f"mean net gain of {best}: {errors:g} standard errors above zero, the best of "
                f"{candidates}; the others {others}",
                f"Of {candidates} candidates that are no better the best lies as high in "
                f"{_by_luck(errors, candidates, days)} of 100 cases. Divide the 5 % among {all_of}them. If "
                f"a bootstrap does that already: to show 1 case in {20 * candidates:,} it takes 10,000 "
                "resamples or more; the t-test needs none.",
            )
    return None


def _lucky(draw: Draw, errors: float, candidates: int, most: float) -> tuple[PolicyWorld, str]:
    """A world in which one of the candidates lies so many standard errors above zero; and its name.

    most: at most so many errors above zero lie the others.
    """
    names = [f"c{place}" for place in range(candidates)]
    made = policy_world(draw, f"luck {errors}", dict.fromkeys(names, 0.0))
    rng = draw.rng(f"lucky {errors}")
    best = names[int(rng.integers(candidates))]
    for name in names:
        gain = made.net(made.validation, name)
        error = gain.std(ddof=1) / len(gain) ** 0.5
        made.validation[name] -= max(gain.mean() - most * error, 0.0)
    made.place(best, errors * 20 / len(made.validation) ** 0.5, 20 / len(made.validation) ** 0.5, rng)
    return made, best


def _by_luck(errors: float, candidates: int, days: int) -> int:
    """In how many of 100 cases the best of so many that are no better lies so far above zero, or farther."""
    return round(100 * (1 - t.cdf(errors, days - 1) ** candidates))


def sure_of_others(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Ten candidates that are surely better make nothing surer of an eleventh.

    Another choice than that one is judged elsewhere, and so is whoever does not choose among the good.
    """
    sure = {f"sure {place}": 18.0 for place in range(SURE - 1)} | {"best of the sure": 24.0}
    none = {f"c{place}": -10.0 for place in range(2 * SURE - len(sure) - 1)}
    made = policy_world(draw, "sure of others", {**sure, "wild": 60.0, **none})
    rng = draw.rng("sure gains")
    for name, mean in sure.items():
        made.place(name, mean, 1.5, rng)
    made.place("wild", 60.0, 60.0 / OTHERS_ERRORS, rng)
    days = len(made.validation)
    if str(made.ask(answer)["policy"]) != "wild" or good_though_not_first(answer, draw):
        return None
    return Counterexample(
        f'{CALL}["policy"] on {days} days, {2 * SURE} candidates',
        "wild",
        "best of the sure",
        f"mean net gain of wild: 60, {OTHERS_ERRORS:g} standard errors above zero; best of the sure: 24, "
        f"which is 16 of them; nine others: 18, which is 12; {len(none)} that are no better",
        f"Of the {len(none) + 1} that are not surely better the best lies as high as wild in "
        f"{_by_luck(OTHERS_ERRORS, len(none) + 1, days)} of 100 cases by luck alone. That ten others are "
        "good makes it no surer: divide the 5 % among all candidates.",
    )


def weak_evidence(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A mean gain above zero by less than its standard error, or by little more; and twenty below it."""
    rng = draw.rng("weak gains")
    for errors, note in (
        (0.8, "The gain of a is smaller than its standard error."),
        (1.45, "One that is no better lies as far above zero in 8 of 100 cases, and here are two."),
    ):
        made = policy_world(draw, f"weak {errors}", {"a": 0.0, "b": 0.0})
        made.place("a", 3.0 * errors, 3.0, rng)
        made.place("b", -3.0, 3.0, rng)
        found = chooses(answer, made, INCUMBENT, note)
        if found:
            return found
    worse = policy_world(draw, "all worse", {f"c{place}": -10.0 for place in range(20)})
    note = "Twenty candidates, each worse than the incumbent: surely different is not better."
    return chooses(answer, worse, INCUMBENT, note)


def won_in_euros(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Many days won by little and a few lost by much are no gain."""
    made = policy_world(draw, "days won", {"a": 0.0, "b": -30.0})
    days = len(made.validation)
    gains = draw.rng("won").permutation(np.where(np.arange(days) < 4, -40.0, 5.0))
    made.validation["a"] = made.validation[INCUMBENT] + gains
    note = (
        f"a gains 5 euros on {days - 4} days and loses 40 on 4: {gains.mean():.1f} euros a day, with a "
        f"standard error of {gains.std(ddof=1) / days**0.5:.1f}. Days won, or ranks, do not count the euros."
    )
    return chooses(answer, made, INCUMBENT, note)
