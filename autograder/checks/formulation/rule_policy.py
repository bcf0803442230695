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

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation.rule_promises import PLANS, drawn, promised
from autograder.checks.formulation.worlds import asked_days, saved
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.compare import show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
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
    tickets = asked_days(draw.entropy, draw.name)[0].head(5)
    yield Case((tickets,), pd.Series(0.5, index=tickets.index), "rule_policy(tickets)", "",
               "One number for each ticket.")


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


def ticket(draw: Draw, number: int) -> pd.DataFrame:
    """One open ticket with a wait of 8 hours and 16 open hours until its deadline, of a drawn form."""
    tickets = asked_days(draw.entropy, draw.name)[0]
    row = tickets[tickets["still_open"] & tickets["seats"].notna()].iloc[[37 * number]]
    created = row["created_at"]
    return row.assign(plan="business", sla_hours=48.0, due_at=created + pd.Timedelta(hours=48),
                      open_hours=16.0, team_wait_h=8.0)


def dearer_first(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Of tickets that differ in nothing but the plan the dearer one is preferred, each asked by itself."""
    return _first(_dearer(answer, ticket(draw, number)) for number in range(3))


def _first(found: Iterator[Counterexample | None]) -> Counterexample | None:
    return next((example for example in found if example), None)


def _dearer(answer: Callable[..., Any], made: pd.DataFrame) -> Counterexample | None:
    scores = [float(answer(made.assign(plan=plan)).iloc[0]) for plan in PLANS]
    if scores[0] > scores[1] > scores[2]:
        return None
    shown = ", ".join(f"{plan} {show(score)}" for plan, score in zip(PLANS, scores, strict=True))
    return Counterexample("rule_policy(one ticket), with each plan in turn", f"scores {shown}",
                          "enterprise above business above starter", "",
                          "A breach costs 400, 90 or 20 euros; nothing else differs."
                          + all_alike(scores, made))


def all_alike(scores: Sequence[float], made: pd.DataFrame) -> str:
    """What a message adds where a rule gives all tickets one score."""
    return "" if len(set(scores)) > 1 else (
        f" All scores are equal: the rule does not tell apart tickets with a wait of "
        f"{made['team_wait_h'].iloc[0]:g} hours and more than that left.")


def tighter_first(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Of tickets that differ in nothing but the time left the tighter one is preferred, neither hopeless."""
    return _first(_tighter(answer, ticket(draw, number)) for number in range(3))


def _tighter(answer: Callable[..., Any], tight: pd.DataFrame) -> Counterexample | None:
    wait, left = (float(tight[name].iloc[0]) for name in ("team_wait_h", "open_hours"))
    later = tight["created_at"] + pd.Timedelta(hours=240)
    loose = tight.assign(sla_hours=240.0, due_at=later, open_hours=80.0)
    scores = [float(answer(table).iloc[0]) for table in (tight, loose)]
    if scores[0] > scores[1]:
        return None
    return Counterexample(
        f"rule_policy(one ticket), with {left:g} and with 80 open hours until its deadline",
        f"scores {show(scores[0])} and {show(scores[1])}", "the first above the second", "",
        f"The team begins in {wait:g} working hours: with 80 hours left there is no danger."
        + all_alike(scores, tight))


def row_by_row(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A ticket's score is the same alone, among others, and in another order, with its own index."""
    tickets = asked_days(draw.entropy, draw.name)[0].iloc[40:60]
    together = answer(tickets)
    for label in tickets.index[:6]:
        alone = answer(tickets.loc[[label]]).iloc[0]
        if not np.isclose(float(alone), float(together[label]), rtol=1e-9, atol=1e-12):
            return Counterexample("rule_policy(tickets) and rule_policy(one of these tickets)",
                                  f"{show(together[label])} among 20 tickets, {show(alone)} alone",
                                  "the same score", "", "The service asks for one ticket at a time.")
    reverse = answer(tickets.iloc[::-1])
    if list(reverse.index) != list(tickets.index[::-1]):
        return Counterexample("rule_policy(tickets in reverse order).index", show(list(reverse.index)[:4]),
                              show(list(tickets.index[::-1])[:4]), "",
                              "One score a ticket, in the order given.")
    return None


def strange(draw: Draw) -> list[tuple[str, pd.DataFrame]]:
    """Tickets with something missing, or with a value that nobody has seen."""
    made = ticket(draw, 1)
    changes = {"plan": "trial", "severity": "P0", "area": "robots", "channel": "fax", "team": "mars-1",
               "language": "la", "region": "MOON"}
    tables = [(f"{column} is {value!r}", made.assign(**{column: value})) for column, value in changes.items()]
    missing = ("seats", "plan", "severity", "subject", "open_hours", "team_wait_h", "sla_hours", "area",
               "body_chars")
    for column in missing:
        text = not pd.api.types.is_numeric_dtype(made[column].dtype)
        value = pd.array([None], dtype="str") if text else np.nan
        tables.append((f"{column} is missing", made.assign(**{column: value})))
    return tables


def zeros(draw: Draw) -> list[tuple[str, pd.DataFrame]]:
    """Tickets with zeros where zeros happen: nobody works until the deadline, or the team has no queue."""
    made = ticket(draw, 1)
    none = {"open_hours": 0.0, "team_wait_h": 0.0, "team_open": 0, "acct_tickets": 0, "acct_breaches": 0}
    tables = [(f"{column} is 0", made.assign(**{column: value})) for column, value in none.items()]
    return [*tables, (f"{', '.join(none)} are 0", made.assign(**none))]


def zeros_in_order(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Tickets with zeros get finite scores; where nobody waits a rule has the order that it has elsewhere."""
    found = finite(zeros, "Zeros are no fault: no working hour is left, or nobody is waiting.")(answer, draw)
    idle = ticket(draw, 1).assign(team_wait_h=0.0)
    found = found or (None if dearer_first(answer, draw) else _dearer(answer, idle))
    if found or tighter_first(answer, draw):
        return found
    soon = idle.assign(sla_hours=8.0, due_at=idle["created_at"] + pd.Timedelta(hours=8), open_hours=0.5)
    return _tighter(answer, idle) or _tighter(answer, soon)


def finite(tables: Callable[[Draw], list[tuple[str, pd.DataFrame]]], note: str) -> Property:
    """Every one of these tickets gets a finite score."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for what, table in tables(draw):
            score = answer(table).iloc[0]
            if pd.isna(score) or not np.isfinite(float(score)):
                return Counterexample(f"rule_policy(one ticket), where {what}", show(score),
                                      "a finite number", "", note)
        return None
    return test


def arguments(draw: Draw) -> Arguments:
    return (asked_days(draw.entropy, draw.name)[0].head(30).copy(),)


def probes(draw: Draw) -> list[Arguments]:
    """Drawn tickets, also where nobody waits: what `promised` says of them is compared, no scores."""
    tickets = drawn(draw)
    return [(tickets,), (tickets.assign(team_wait_h=0.0),)]


CHECK = Check("rule_policy", contract, (
    return_shape(0.25, SECTION, plain),
    Oracle("DEPENDS_ON_OTHERS", 1,
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
    Oracle("ZERO_HOURS", 0.5, "Where a row has a zero there is an error, no finite score, or no order.",
           "On Saturday each ticket due by Monday is infinitely urgent, and the order among them is lost.",
           SECTION, zeros_in_order),
    Oracle("NO_SCORE", 1, "A ticket with a missing or unseen value gets no finite score, or an error.",
           "A sensor, a form or a new plan leaves a gap at three at night, and the queue stops.", SECTION,
           finite(strange, "It is three at night, and the queue must be in some order.")),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's table.",
           "The ticket that goes on to the agents is not the one that came in.", SECTION,
           leaves_input_alone(arguments, ("tickets",)), guard=True),
), probes, promised)
