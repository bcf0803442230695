"""value_ceiling: what a perfect model could save, with an interval that keeps its promise for small samples.

Coverage needs no luck: an interval is asked once for each possible number of breaches among n, and its
coverage at a rate is the binomial sum over those that hold the rate (as in Brown, Cai and DasGupta 2001,
Statistical Science 16).
"""
from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation import ceiling_cases as cases
from autograder.checks.formulation.ceiling_cases import A_DAY, level_args, plans_table, value_at, wilson
from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.compare import show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Answer, Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY, returns_shape_of
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "What is it worth at most"
NAMES = ("plans", "capacity", "rescued", "place_cost", "level")
RATES = np.linspace(0.02, 0.4, 39)
# Mean coverage over RATES at n from 30 to 45 and level .95: Wilson .953, Jeffreys .95, Clopper-Pearson .975,
# Agresti-Coull .96; the textbook interval (Wald) .88, Wilson with a one-sided quantile .90.
COVERAGE, WIDTH = 0.935, 1.5
# Worst coverage over the RATES from .05 on, at n = 20 and n = 100: Wilson .925 and .933, Jeffreys .896 and
# .935, mid-P .936 and .935, Clopper-Pearson .961 and .954; Wald with 3/n at no breach .844 and .877.
FIXED, COMMON, WORST = ((20, 0.4), (100, 0.25)), 0.0499, 0.885
FAR = 5.5  # standard deviations above the highest rate; samples beyond are too rare to be asked for


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, tuple | list) or len(value) != 2:
        return f"{show(value)}; the prompt asks for a tuple of two numbers (lo, hi)"
    if not all(isinstance(part, int | float | np.number) and not pd.isna(part) for part in value):
        return f"{show(value)}; the prompt asks for two numbers"
    return f"lo {show(value[0])} above hi {show(value[1])}" if value[0] > value[1] + 1e-6 else None


def is_worth(some: Callable[[Draw], Iterator[Case]]) -> Property:
    """Both ends are the value at the sample's rates, which so large a sample leaves no doubt about."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in some(draw):
            low, high = answer(*made.args)
            if not np.allclose([low, high], made.expected, rtol=1e-3, atol=1e-3):
                return Counterexample(made.call, f"({low:.2f}, {high:.2f})",
                                      f"both near {made.expected:.2f}: so large a sample leaves no doubt",
                                      str(made.rows), made.note)
        return None

    return test


def shape(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A tuple of two numbers, the lower end first."""
    found = returns_shape_of(cases.plain)(answer, draw)
    for made in () if found else cases.plain(draw):
        value = answer.target(*made.args) if isinstance(answer, Answer) else answer(*made.args)
        if contract(value):
            return Counterexample(made.call, show(value), f"({made.expected[0]}, {made.expected[1]})",
                                  str(made.rows), "lo comes first, then hi.")
    return found


def whole_tickets(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Neither end is what roundings make of a fraction of a ticket; any other number is another mistake."""
    for made in cases.fractions(draw):
        expected, rounded = made.expected
        low, high = answer(*made.args)
        if any(np.isclose(end, value, rtol=1e-3, atol=1e-3) for end in (low, high) for value in rounded):
            return Counterexample(made.call, f"({low:.2f}, {high:.2f})", f"both near {expected:.2f}",
                                  str(made.rows), made.note)
    return None


def is_worth_at(sign: int, some: Callable[[Draw], Iterator[Case]]) -> Property:
    """`is_worth`, of ends that are too high (sign 1) or too low (-1) alone: each is a mistake of its own."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in some(draw):
            low, high = answer(*made.args)
            worst = max(low, high) if sign > 0 else min(low, high)
            if sign * (worst - made.expected) > 1e-3 + 1e-3 * made.expected:
                return Counterexample(made.call, f"({low:.2f}, {high:.2f})",
                                      f"both near {made.expected:.2f}: so large a sample leaves no doubt",
                                      str(made.rows), made.note)
        return None

    return test


def no_more_than_places(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    return is_worth(cases.scarce)(answer, draw) or is_worth_at(1, cases.scarce_for_all)(answer, draw)


def shown(arguments: Arguments) -> str:
    return f"value_ceiling(plans, capacity=1000000, rescued=1, place_cost=0, level={arguments[4]:g})"


def rates_of(answer: Callable[..., Any], arguments: Arguments) -> tuple[float, float]:
    """The interval of the rate that stands behind an answer to `level_args`."""
    low, high = answer(*arguments)
    return float(low) / A_DAY, float(high) / A_DAY


def euros(rates: Sequence[float]) -> str:
    return f"({rates[0] * A_DAY:.1f}, {rates[1] * A_DAY:.1f})"


def none_in_thirty(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Zero breaches, or nothing but breaches, leave a doubt."""
    n = 30 if draw.name != GRADED else int(draw.rng("n").integers(25, 40))
    for breached, end, other in ((0, 1, 0.0), (n, 0, 1.0)):
        args = level_args(n, breached)
        got = rates_of(answer, args)
        wanted = wilson(n, breached, 0.95)[end]
        if abs(got[end] - other) < 0.03 or abs(got[end] - other) > 3 * abs(wanted - other):
            return Counterexample(
                shown(args),
                euros(got),
                f"an interval that reaches to about {wanted * A_DAY:.0f}",
                str(rows_text(plans=args[0])),
                f"With a rate of {abs(other - 0.05):.2f}, {breached} of {n} would be no surprise.",
            )
    return None


def no_labels(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Without a label the rate may be anything."""
    args = level_args(0, 0)
    low, high = rates_of(answer, args)
    if low > 0.06 or high < 0.94 or high > 1 + 1e-9 or low < -1e-9:
        return Counterexample(shown(args), euros((low, high)), f"about {euros((0, 1))}",
                              str(rows_text(plans=args[0])),
                              "No labelled ticket: nothing is known about the rate.")
    return None


def intervals(answer: Callable[..., Any], n: int, highest: float = RATES[-1]) -> np.ndarray:
    """The intervals for 0, 1, 2, ... breaches among n, as far as they happen at rates up to `highest`."""
    last = min(n, math.ceil(n * highest + FAR * math.sqrt(n * highest * (1 - highest))))
    return np.array([rates_of(answer, level_args(n, breached)) for breached in range(last + 1)])


def labelled(draw: Draw) -> int:
    return 40 if draw.name != GRADED else int(draw.rng("n").integers(30, 46))


def coverage(ends: np.ndarray, n: int, rates: np.ndarray = RATES) -> np.ndarray:
    """The chance that the interval holds the rate, for each rate: an exact binomial sum.

    ends: of the intervals for 0, 1, 2, ... breaches among n; where they end, the rest is taken as held.
    """
    ks = np.arange(len(ends))
    choose = np.array([math.comb(n, int(k)) for k in ks], dtype=float)
    chances = choose * rates[:, None] ** ks * (1 - rates[:, None]) ** (n - ks)
    missed = (ends[:, 0] > rates[:, None] + 1e-12) | (rates[:, None] > ends[:, 1] + 1e-12)
    return 1 - (chances * missed).sum(axis=1)


def holds_its_level(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """At a mean rate with a drawn n, and at the worst of the common rates with few and with many labels."""
    n = labelled(draw)
    ends = intervals(answer, n)
    held = float(coverage(ends, n).mean())
    if held < COVERAGE:
        return _too_narrow(n, f"rates from {RATES[0]:.2f} to {RATES[-1]:.2f}", held, ends)
    for n, highest in FIXED:
        rates = RATES[(RATES > COMMON) & (highest + 1e-9 > RATES)]
        ends = intervals(answer, n, highest)
        chances = coverage(ends, n, rates)
        if chances.min() < WORST:
            return _too_narrow(n, f"a true rate of {rates[chances.argmin()]:.2f}", chances.min(), ends)
    return None


def _too_narrow(n: int, rates: str, held: float, ends: np.ndarray) -> Counterexample:
    low, high = ends[2]
    return Counterexample(
        f"value_ceiling on samples of {n} tickets, for {rates}",
        f"the interval holds the truth in {held:.1%} of samples (2 of {n}: {low:.3f} to {high:.3f})",
        "in about 95 %",
        "",
        "Two-sided, and for samples of this size; an upper end for no breach alone does not mend it.",
    )


def is_not_too_wide(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    n = labelled(draw)
    some = range(0, n + 1, 3)
    ends = np.array([rates_of(answer, level_args(n, breached)) for breached in some])
    best = np.array([wilson(n, breached, 0.95) for breached in some])
    ratio = float((ends[:, 1] - ends[:, 0]).mean() / (best[:, 1] - best[:, 0]).mean())
    if ratio <= WIDTH:
        return None
    return Counterexample(f"value_ceiling on samples of {n} tickets",
                          f"intervals {ratio:.1f} times as wide as Wilson's", "about as wide", "",
                          "An interval from 0 to everything is never wrong, and says nothing.")


def follows_the_level(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    wide, narrow = (rates_of(answer, level_args(60, 12, level)) for level in (0.99, 0.5))
    ratio = (narrow[1] - narrow[0]) / max(wide[1] - wide[0], 1e-12)
    if 0.15 < ratio < 0.4:  # Wilson .27
        return follows_the_level_at_none(answer)
    return Counterexample(
        shown(level_args(60, 12, 0.5)) + " and at level 0.99",
        f"widths {A_DAY * (narrow[1] - narrow[0]):.1f} and {A_DAY * (wide[1] - wide[0]):.1f} euros",
        "the first about a quarter of the second",
        str(rows_text(plans=level_args(60, 12)[0])),
        "A level of 50 % promises less than one of 99 %.",
    )


def follows_the_level_at_none(answer: Callable[..., Any]) -> Counterexample | None:
    """The same for 0 of 60, and for 60 of 60; where no doubt is left is NO_CASE_NO_DOUBT's business.

    The upper end at .5 by that at .99: Wilson .08, mid-P .16, Jeffreys .17, Clopper-Pearson .27.
    """
    for breached in (0, 60):
        bold, cautious = (rates_of(answer, level_args(60, breached, level)) for level in (0.5, 0.99))
        ends = [abs(rates[0 if breached else 1] - breached / 60) for rates in (bold, cautious)]
        if max(ends) < 0.01 or 0.04 < ends[0] / max(ends[1], 1e-12) < 0.45:
            continue
        return Counterexample(
            shown(level_args(60, breached, 0.5)) + " and at level 0.99",
            f"{euros(bold)} and {euros(cautious)}",
            f"about {euros(wilson(60, breached, 0.5))} and {euros(wilson(60, breached, 0.99))}",
            str(rows_text(plans=level_args(60, breached)[0])),
            f"{breached} of 60 breached: also here the doubt is larger at 99 % than at 50 %.")
    return None


def ends_of_all(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """With several plans lo and hi are the values at the lower and at the upper ends of all."""
    found = is_worth(cases.drawn)(answer, draw)
    plans = plans_table([("a", 10.0, 80, 16, 400.0), ("b", 30.0, 50, 5, 90.0), ("c", 20.0, 60, 12, 20.0)])
    for capacity in () if found else (3, 50):
        args = (plans, capacity, 0.5, 5.0, 0.95)
        rates = np.array(
            [wilson(n, k, 0.95) for n, k in zip(plans["labelled"], plans["breached"], strict=True)]
        )
        wanted = [value_at(list(rates[:, end]), plans, capacity, 0.5, 5.0) for end in (0, 1)]
        got = answer(*args)
        if not np.allclose(got, wanted, rtol=0.25, atol=0.5):
            return Counterexample(f"value_ceiling(plans, capacity={capacity}, rescued=0.5, place_cost=5)",
                                  f"({got[0]:.1f}, {got[1]:.1f})",
                                  f"about ({wanted[0]:.1f}, {wanted[1]:.1f})", str(rows_text(plans=plans)),
                                  "All rates at their lower, all at their upper ends.")
    return found


def arguments(draw: Draw) -> Arguments:
    return next(cases.dearest(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (cases.plain, cases.abundant, cases.fractions, cases.scarce, cases.scarce_for_all,
              cases.two_rates, cases.dear_and_rare, cases.costly, cases.losing, cases.drawn)
    small = [
        level_args(n, k, level) for n, k, level in (
            (30, 0, 0.95), (0, 0, 0.95), (40, 3, 0.95), (60, 12, 0.5), (60, 0, 0.99))
    ]
    return [*(made.args for make in makers for made in make(draw)), *small]


CHECK = Check("value_ceiling", contract, (
    Oracle("RETURN_SHAPE", 0.25, MISCONCEPTION, WHY, SECTION, shape, guard=True),
    Oracle("WHOLE_TICKETS", 0.25, "Tickets, breaches or places a day are rounded to whole ones.",
           "A plan with a breach every other day is worth nothing, or twice as much as it is.", SECTION,
           whole_tickets, guard=True),
    Oracle("RESCUE_FORGOTTEN", 0.75, "Every breach that is found counts as saved, or every place as used.",
           "The business case is too good by what was never possible.", SECTION,
           is_worth_at(1, cases.abundant), guard=True),
    Oracle("NOT_PERFECT", 0.5, "Fewer breaches are saved than a perfect model finds.",
           "A perfect model puts no place on a safe ticket: with a ceiling too low a good project dies.",
           SECTION, is_worth_at(-1, cases.abundant)),
    Oracle("CAPACITY_FORGOTTEN", 1.25, "More tickets are saved than there are places.",
           "The ceiling is that of a bigger desk; the model is judged against it for years.", SECTION,
           no_more_than_places),
    Oracle("ONE_RATE", 0.5, "All plans are given one rate.",
           "The dear plan is often the safe one: a common rate promises euros that nobody saves.", SECTION,
           is_worth(cases.two_rates)),
    Oracle("NOT_DEAREST_FIRST", 1.25, "The places do not go to the dearest breaches first.",
           "A perfect model does not save at random: with a ceiling too low a good project dies.", SECTION,
           is_worth(cases.dear_and_rare)),
    Oracle("PLACE_COST", 0.75, "The cost of the places is left out, or charged for empty ones too.",
           "The seniors' hours are the price of the whole thing.", SECTION, is_worth(cases.costly)),
    Oracle("LOSING_PLACES", 0.75, "Places that cost more than they save are filled.",
           "Nobody would do that; the ceiling is that of a policy that nobody would choose.", SECTION,
           is_worth(cases.losing)),
    Oracle("NO_CASE_NO_DOUBT", 1, "No breach in a small sample is taken for proof that there is none.",
           "A plan with 30 good tickets is written off for good.", SECTION, none_in_thirty),
    Oracle("NO_LABELS", 0.5, "A plan without labelled tickets gives an error, or a certainty.",
           "The newest plan is the one nobody has labels for, and often the dearest.", SECTION,
           no_labels),
    Oracle("TOO_NARROW", 1.5, "The interval holds the truth less often than it says.",
           "Every second business case ends below its lower end, and next year nobody believes an interval.",
           SECTION, holds_its_level),
    Oracle("TOO_WIDE", 0.5, "The interval is far wider than it has to be.",
           "A range in which everything lies decides nothing.", SECTION, is_not_too_wide, guard=True),
    Oracle("LEVEL_IGNORED", 0.75, "The width does not follow the level.",
           "Somebody asks for the cautious figure and gets the bold one.", SECTION, follows_the_level),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's table.",
           "The next scenario is computed on the plans of this one.", SECTION,
           leaves_input_alone(arguments, NAMES), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On drawn plans the ends differ from the definition's.",
           "With several plans both ends are sums, and a slip in one of them is seen in none.", SECTION,
           ends_of_all),
), probes)
