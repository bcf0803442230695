"""rule_policy: a rule of thumb, judged by what it saves on desks that it has not seen.

The size of the statistical oracles: 6 desks of 21 days with some 60 tickets each. Over draws, sensible rules
(a penalty times something that tells how tight it is) save .6 to .7 of the best possible value, with a
standard deviation of .03; the incumbent rule saves .33, drawing lots .18. Of what the incumbent rule leaves
they save .4 to .55, with a deviation of .04. The bars lie at least 4.5 deviations below them. Ties share
places in equal parts and chances are closed forms, so no other luck is in it.

Plans in tiers, and within a plan the tightest first (also written as 1000 * euros - open hours), is a fair
rule: over 24 draws it saves .66 of the best and .49 of the rest (deviation .036, least .39), the reference
.69 and .53. The plan alone saves .39 of the rest, the open hours alone .12: neither is enough by itself, as
TIME_IGNORED and COSTS_IGNORED say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation.rule_promises import PLANS, drawn, promised
from autograder.checks.formulation.rule_rows import (
    dearer_first,
    finite,
    row_by_row,
    scores_for_all,
    strange,
    tighter_first,
    without_outcome,
    zeros_in_order,
)
from autograder.checks.formulation.worlds import asked_days, saved
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.compare import show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Answer, Oracle
from autograder.oracles.return_shape import MISCONCEPTION, WHY, returns_shape_of
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION, WORTH = "A rule first", "What a decision is worth"
OF_THE_REST = 0.2
ASKED = "rule_policy on 126 days of six unseen desks, four places a day"


def contract(value: Any, tickets: pd.DataFrame) -> str | None:
    if not isinstance(value, pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a Series"
    if len(value) != len(tickets) or set(value.index) != set(tickets.index):
        return f"{len(value)} values on another index than the {len(tickets)} tickets"
    return None


def plain(draw: Draw) -> Iterator[Case]:
    tickets = asked_days(draw.entropy, draw.name)[0]
    tickets = tickets[tickets["still_open"]].iloc[40:45]
    yield Case((tickets,), pd.Series(0.5, index=tickets.index), "rule_policy(tickets)", "",
               "One number for each ticket, on the ticket's own index.")


def shape(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A Series of numbers, on the index of the tickets."""
    found = returns_shape_of(plain)(answer, draw)
    for made in () if found else plain(draw):
        value = answer.target(*made.args) if isinstance(answer, Answer) else answer(*made.args)
        if contract(value, *made.args):
            return Counterexample(f"{made.call}.index", show(list(value.index)),
                                  show(list(made.expected.index)), "", made.note)
    return found


def value_of(answer: Callable[..., Any], draw: Draw) -> tuple[float, dict[str, float], str]:
    """Euros a day of the answer's rule, those of others, and where its places went."""
    tickets, true = asked_days(draw.entropy, draw.name)
    score = pd.Series(answer(tickets.copy())).reindex(tickets.index)
    days = true["day"].nunique()
    rivals = {"lots": pd.Series(0.0, index=true.index), "incumbent": true["tier"], "best": true["gain"]}
    euros = {name: saved(rival, true) / days for name, rival in rivals.items()}
    return saved(score, true) / days, euros, _places_by_plan(score, tickets, true)


def _places_by_plan(score: pd.Series, tickets: pd.DataFrame, true: pd.DataFrame) -> str:
    table = true.assign(score=np.asarray(score, dtype=float), plan=tickets["plan"])[true["still_open"]]
    first = table.sort_values("score", ascending=False, kind="stable").groupby("day").head(4)
    shares = first["plan"].value_counts(normalize=True).reindex(PLANS).fillna(0)
    return ", ".join(f"{plan} {share:.0%}" for plan, share in shares.items())


def saves_more_than(rival: str, name: str) -> Callable[..., Counterexample | None]:
    """The rule saves more than a rival does."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        own, euros, places = value_of(answer, draw)
        if own > euros[rival]:
            return None
        return Counterexample(
            ASKED,
            f"{own:.0f} euros a day",
            f"more than the {euros[rival]:.0f} euros a day of {name}",
            "",
            f"Its places went to: {places}. Of the best possible choice {euros['best']:.0f} euros.",
        )

    return test


def a_fifth_of_the_rest(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The rule saves OF_THE_REST of what lies between the incumbent rule and the best choice by the truth."""
    own, euros, places = value_of(answer, draw)
    bar = euros["incumbent"] + OF_THE_REST * (euros["best"] - euros["incumbent"])
    if own >= bar:
        return None
    return Counterexample(
        ASKED,
        f"{own:.0f} euros a day, {own / euros['best']:.0%} of what can be saved",
        f"at least {bar:.0f} euros a day",
        "",
        f"Its places went to: {places}. Drawing lots saves {euros['lots']:.0f}, the incumbent rule "
        f"{euros['incumbent']:.0f}, the best possible choice {euros['best']:.0f} euros a day.",
    )


def arguments(draw: Draw) -> Arguments:
    return (asked_days(draw.entropy, draw.name)[0].head(30).copy(),)


def probes(draw: Draw) -> list[Arguments]:
    """Drawn tickets, also where nobody waits: what `promised` says of them is compared, no scores."""
    tickets = drawn(draw)
    return [(tickets,), (tickets.assign(team_wait_h=0.0),)]


CHECK = Check("rule_policy", contract, (
    Oracle("USES_OUTCOME", 0.25, "The rule uses a column that is there only when all is over.",
           "On the pilot it is unbeatable; live there is no such column, and the queue stops.",
           "What can be known at the decision", without_outcome, guard=True),
    Oracle("RETURN_SHAPE", 0.25, MISCONCEPTION, WHY, SECTION, shape, guard=True),
    Oracle("ZERO_HOURS", 0.5, "Where a row has a zero there is an error, no finite score, or no order.",
           "Zeros are common at night and at weekends: a queue of errors, infinities or equal scores.",
           SECTION, zeros_in_order),
    Oracle("NO_SCORE", 0.75, "A ticket with a missing or unseen value gets no finite score, or an error.",
           "A sensor, a form or a new plan leaves a gap at three at night, and the queue stops.", SECTION,
           finite(strange, "It is three at night, and the queue must be in some order.")),
    Oracle("NOT_FOR_ALL", 0.25, "Some tickets get no finite score, for instance those that are resolved.",
           "The list shows such a ticket for a minute longer, and one missing number breaks its order.",
           SECTION, scores_for_all),
    Oracle("DEPENDS_ON_OTHERS", 0.75,
           "A ticket's score depends on the other rows of the table, or on their order.",
           "Live, one ticket is asked about at a time: its rank among one is always the first.", SECTION,
           row_by_row),
    Oracle("WORSE_THAN_LOTS", 1, "The rule saves less than drawing lots.",
           "Somebody pays for a project that a die would beat: mostly the order is upside down.", WORTH,
           saves_more_than("lots", "drawing lots")),
    Oracle("WORSE_THAN_INCUMBENT", 2, "The rule saves less than the one that is in use.",
           "The people at the desk knew that; they will not be asked a second time.", SECTION,
           saves_more_than("incumbent", "the incumbent rule")),
    Oracle("LITTLE_OF_THE_POSSIBLE", 3, "The rule finds too little of what there is to save.",
           "A model that is compared with a weak rule gets built, and is paid for year after year.",
           SECTION, a_fifth_of_the_rest),
    Oracle("COSTS_IGNORED", 1.5, "The rule does not put the dearer of two breaches first.",
           "A saved starter ticket is 20 euros, a lost enterprise ticket 400.", WORTH, dearer_first),
    Oracle("TIME_IGNORED", 1.5, "The rule does not put the tighter of two deadlines first.",
           "Of two equally dear tickets the place goes to the one that would have been in time anyway.",
           WORTH, tighter_first),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's table.",
           "The ticket that goes on to the agents is not the one that came in.", SECTION,
           leaves_input_alone(arguments, ("tickets",)), guard=True),
), probes, promised)
