"""policy_value: what "highest score first" saves, under a capacity, costs and missing outcomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation import policy_cases as cases
from autograder.draws import Draw
from autograder.oracles.cases import agrees
from autograder.oracles.compare import first_difference, show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION, CENSORED = "What a decision is worth", "Labels that are not there yet"
NAMES = ("score", "tickets", "capacity", "rescued", "place_cost")


def contract(value: Any, score: pd.Series, tickets: pd.DataFrame, *rest: Any) -> str | None:
    missing = value is None or value is pd.NA
    if missing and tickets["y"].isna().groupby(tickets["day"]).any().all():
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        return f"a {type(value).__name__}; the prompt asks for a number"
    return None


def saves_nothing(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A place on a ticket that does not breach saves nothing; that it costs something is another matter."""
    for made in cases.no_breach(draw):
        got = answer(*made.args)
        if got > made.expected + 1e-6:
            return Counterexample(made.call, show(got), show(made.expected), str(made.rows), made.note)
    return None


def says_losses(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A day that loses money is not worth 0; any other number is another mistake."""
    for made in cases.losing(draw):
        got = answer(*made.args)
        if abs(got) < 1e-9:
            return Counterexample(made.call, show(got), show(made.expected), str(made.rows), made.note)
    return None


def within_capacity(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Tied tickets that all breach save no more than the places there are; less is another mistake."""
    for made in cases.tied_breaches(draw):
        got = answer(*made.args)
        if not got <= made.expected + 1e-6:
            return Counterexample(made.call, show(got), show(made.expected), str(made.rows), made.note)
    return None


def arguments(draw: Draw) -> Arguments:
    return next(cases.unlabelled(draw)).args


def each_day_alike(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The places of each day go to its own tickets; a value summed over both days is another mistake.

    So is a value for each ticket.
    """
    for made in cases.per_day(draw):
        got = answer(*made.args)
        if not any(np.isclose(got, made.expected * days) for days in (0.5, 1, 2)):
            return Counterexample(made.call, show(got), show(made.expected), str(made.rows), made.note)
    return None


def only_days_matter(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The mean over all days, with and without places given."""
    for made in cases.idle_days(draw):
        difference = first_difference(answer(*made.args), made.expected)
        if difference:
            return Counterexample(made.call, difference.got, difference.expected, str(made.rows), made.note)
    return None


def probes(draw: Draw) -> list[Arguments]:
    makers = (
        cases.plain, cases.per_day, cases.euros, cases.effect, cases.no_breach, cases.losing, cases.costs,
        cases.empty_places, cases.closed, cases.missing_score, cases.low_scores, cases.tied_breaches,
        cases.ties, cases.unlabelled, cases.idle_days, cases.by_index, cases.everything)
    return [made.args for make in makers for made in make(draw)]


CHECK = Check("policy_value", contract, (
    return_shape(0.25, SECTION, cases.plain),
    Oracle("BREACHES_NOT_EUROS", 0.75,
           "Breaches are counted, or their chance of being prevented is left out.",
           "The policy that saves many cheap breaches beats the one that saves the customers who pay.",
           SECTION, agrees(cases.euros_saved)),
    Oracle("OUTCOME_IGNORED", 0.5, "A place is counted as saving a breach, also where there would be none.",
           "The policy with the dearest customers wins, however safe their tickets are.", SECTION,
           saves_nothing, guard=True),
    Oracle("CAPACITY_OVER_ALL", 1.25, "The places of all days are given out at once.",
           "On paper Monday's places go to Friday's outage; on Monday nobody knows of it.", SECTION,
           each_day_alike),
    Oracle("SUM_OF_DAYS", 1, "The value is not that of an average day of the table.",
           "A month with more days, or with more quiet ones, seems to have the better policy.", SECTION,
           only_days_matter),
    Oracle("LOSSES_ARE_ZERO", 0.25, "A policy that costs more than it saves is said to be worth 0.",
           "The worst policies look harmless, and one of them is switched on.", SECTION, says_losses,
           guard=True),
    Oracle("PLACE_COST", 0.75, "The cost of a place is left out, or charged only where it saves something.",
           "A policy that fills every place looks free, and the seniors know that it is not.", SECTION,
           agrees(cases.costs)),
    Oracle("EMPTY_PLACES_COST", 0.75, "Empty places are paid for.",
           "A policy that knows when to leave a place empty is punished for it.", SECTION,
           agrees(cases.empty_places)),
    Oracle("CLOSED_TICKETS", 1, "Tickets that are resolved already take a place.",
           "Places go to tickets that nobody can help, so every policy looks alike.",
           "The decision comes first", agrees(cases.closed)),
    Oracle("MISSING_SCORE_FIRST", 1, "A ticket without a score gets a place.",
           "Where the model does not answer, its silence goes to the head of the queue.", SECTION,
           agrees(cases.missing_score)),
    Oracle("LOW_SCORE_IS_NONE", 0.5, "A score of 0 or below is taken for a missing one.",
           "Scores as log odds leave most places empty, and drawing lots seems to be worth nothing.",
           SECTION, agrees(cases.low_scores)),
    Oracle("OVER_CAPACITY", 0.5, "More tickets get a place than there are places: all that are tied.",
           "The policy with the coarsest score looks best, because it is given the most seniors.", SECTION,
           within_capacity, guard=True),
    Oracle("TIES_BY_ROW", 1, "Of equal scores the place goes to the row that happens to stand first.",
           "A rule of thumb has many ties; its value then depends on how the table was sorted.", SECTION,
           agrees(cases.ties)),
    Oracle("UNKNOWN_IS_MET", 1.25, "Days whose outcomes are not all known are not left out as a whole.",
           "The newest days count as days without breaches, or only with the quick ones.", CENSORED,
           agrees(cases.unlabelled)),
    Oracle("SCORE_BY_POSITION", 0.75, "Scores are matched with tickets by position instead of by index.",
           "After a sort somewhere upstream each ticket has its neighbour's score, and no error tells.",
           SECTION, agrees(cases.by_index)),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's tables.",
           "The second policy is judged on what the first one left behind.", SECTION,
           leaves_input_alone(arguments, NAMES), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On a table of many days the value differs from the definition's.",
           "Real days have ties, gaps and resolved tickets at once, and no places at all on a holiday.",
           SECTION, agrees(cases.everything)),
), probes)
