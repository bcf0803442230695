"""performance_by_week: is the model as good as it says, as far as outcomes that come late can tell?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.monitoring import performance_calendar as calendar
from autograder.checks.monitoring import performance_cases as cases
from autograder.checks.monitoring import performance_slips as slips
from autograder.checks.monitoring.performance_cases import COLUMNS
from autograder.checks.monitoring.performance_desks import concept_desk, quiet_desk
from autograder.checks.monitoring.performance_weeks import agrees, all_of
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_cases_alone

SECTION, VERDICT = "Labels come late", "Drift is not damage"
Cases = Callable[[Draw], Iterator[Case]]


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    if not set(COLUMNS) <= set(value.columns):
        return f"the columns {list(value.columns)}; the prompt asks for {COLUMNS}"
    return None


def probes(draw: Draw) -> list[Arguments]:
    makers: tuple[Cases, ...] = (
        cases.plain,
        cases.early_news,
        cases.silence,
        cases.future,
        cases.grace,
        cases.treated,
        cases.undecided,
        cases.expected_of_the_judged,
        calendar.mondays,
        calendar.new_years,
        calendar.first_weeks,
        calendar.idle_weeks,
        cases.no_tickets,
        cases.waiting,
        cases.few_known,
        cases.young_ones,
        cases.verdicts,
        cases.own_chances,
        cases.nothing_known,
        cases.edges,
        calendar.other_zones,
        cases.drawn,
    )
    return [made.args for make in makers for made in make(draw)]


NUMBERS = ("expected", "observed", "z")
CHECK = Check(
    "performance_by_week",
    contract,
    (
        return_shape(0.25, SECTION, cases.plain, in_order=False),
        Oracle(
            "NO_WEEK",
            0.25,
            "Tickets that count are filtered out: their week has no row.",
            "An empty report looks like a quiet month.",
            SECTION,
            slips.some_week,
        ),
        Oracle(
            "SIGN_OF_Z",
            0.25,
            "z has the wrong sign: it is breaches less what was expected.",
            "More breaches than the model said are reported as better.",
            VERDICT,
            slips.sign_of_z,
            guard=True,
        ),
        Oracle(
            "OTHER_WEEKS",
            1,
            "The weeks are not those of decide_at from Monday 00:00 UTC on.",
            "Two dashboards show two different weeks under one name.",
            SECTION,
            all_of(
                agrees(calendar.mondays),
                agrees(calendar.mondays, "tickets"),
                agrees(calendar.other_zones),
                agrees(calendar.new_years),
                agrees(calendar.new_years, "tickets"),
                agrees(calendar.first_weeks, "tickets"),
            ),
        ),
        Oracle(
            "NO_TICKETS",
            0.25,
            "Without any ticket that counts it ends in an error, or the table has no columns.",
            "On the first morning of a desk the report is an error, and so is what reads it.",
            SECTION,
            slips.bears_no_tickets,
        ),
        Oracle(
            "INNER_JOIN",
            0.25,
            "A ticket without an outcome, or one that is not mature, is dropped before anything is counted.",
            "The feed of outcomes stalls, and the report of fewer and fewer tickets says ok.",
            SECTION,
            slips.all_have_a_row,
            guard=True,
        ),
        Oracle(
            "KNOWN_IS_MATURE",
            2,
            "Tickets are judged that are known, but not yet mature.",
            "Good outcomes come first: every new week looks better than the model said, and nobody "
            "looks again.",
            SECTION,
            agrees(cases.early_news, "mature", "known"),
        ),
        Oracle(
            "NO_GRACE",
            1,
            "A ticket matures at its deadline, not at its deadline plus the grace.",
            "Of the tickets just past their deadline only the met ones are in: again the good news.",
            SECTION,
            agrees(cases.grace, "mature", "known"),
        ),
        Oracle(
            "EXPECTED_OF_ALL",
            1.5,
            "What was expected is taken over other tickets than what was observed.",
            "Hard tickets mature late: the difference of two groups is taken for drift.",
            SECTION,
            agrees(cases.expected_of_the_judged, "expected", "z"),
        ),
        Oracle(
            "LEAST_OF_THE_KNOWN",
            0.25,
            "`least` is asked of the known tickets, not of the mature ones.",
            "The feed of outcomes stalls, and the report says that it is too early to tell.",
            SECTION,
            slips.enough_mature,
            guard=True,
        ),
        Oracle(
            "BLIND_OF_ALL",
            0.25,
            "Blind is asked of all tickets, not of the mature ones.",
            "Every week is blind until its last deadline: the alarm is on each Monday, and says nothing.",
            SECTION,
            slips.blind_of_the_mature,
            guard=True,
        ),
        Oracle(
            "SILENCE_IS_MET",
            1,
            "A mature ticket without an outcome counts as met, or the week is judged without it.",
            "The feed of outcomes stalls, and the dashboard reports the best week ever.",
            SECTION,
            agrees(cases.silence, "known", "expected", "observed", "verdict"),
        ),
        Oracle(
            "FUTURE_OUTCOME",
            1,
            "Outcomes that arrived after as_of are used.",
            "The report of Monday cannot be repeated on Tuesday.",
            SECTION,
            agrees(cases.future, "known", "observed"),
        ),
        Oracle(
            "TREATED_IS_JUDGED",
            1,
            "Tickets in the fast lane are judged.",
            "The fast lane works, so the model looks as if it had cried wolf.",
            SECTION,
            agrees(cases.treated, "tickets", "expected", "observed"),
        ),
        Oracle(
            "WEEKS_OF_NONE",
            0.5,
            "A week without a ticket that counts has a row.",
            "After the holidays the report has weeks of 0 tickets that wait for ever.",
            SECTION,
            slips.no_idle_week,
        ),
        Oracle(
            "ONE_CHANCE_FOR_ALL",
            1.25,
            "The standard error takes all tickets for equally uncertain.",
            "The surprises that matter, among the certain ones, drown in a spread that is not there.",
            SECTION,
            agrees(cases.own_chances, "z"),
        ),
        Oracle(
            "SIGN_OF_THE_VERDICT",
            0.75,
            "Worse and better are mixed up, or one of them is missing.",
            "A model that is too gloomy fills the fast lane with tickets that need no help.",
            VERDICT,
            agrees(cases.verdicts, "z", "verdict"),
        ),
        Oracle(
            "TOO_FEW_TO_JUDGE",
            0.75,
            "A week with too few mature tickets gets a verdict.",
            "Three tickets of Monday morning wake somebody up.",
            SECTION,
            agrees(cases.waiting, "verdict"),
        ),
        Oracle(
            "NOT_YET_DECIDED",
            0.5,
            "Tickets decided on after as_of have a row.",
            "A week appears in the report before it has begun.",
            SECTION,
            agrees(cases.undecided),
        ),
        Oracle(
            "NOTHING_KNOWN",
            0.75,
            "Without a known outcome it fails, or says something else than missing and blind.",
            "On the day on which the feed is dead the report is dead too.",
            SECTION,
            agrees(cases.nothing_known, *NUMBERS, "verdict"),
        ),
        Oracle(
            "EDGES",
            0.5,
            "What falls on as_of or on a bound, or hardly beside it, is put on the wrong side.",
            "Deadlines and jobs fall on full hours: the edge case is every hour's case.",
            SECTION,
            all_of(agrees(cases.edges, "tickets", "mature", "known", "verdict"), agrees(cases.edges)),
        ),
        Oracle(
            "ON_THE_DESK",
            2,
            "On a desk it alarms from the delay alone, or misses a change.",
            "An alarm from the delay, every Monday, until it is switched off; and then the change comes.",
            SECTION,
            all_of(quiet_desk, concept_desk),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's tables.",
            "The next function works on tables with columns that nobody expects.",
            SECTION,
            leaves_cases_alone(calendar.as_found, ("served", "outcomes", "as_of", "grace", "least", "limit")),
            guard=True,
        ),
        Oracle(
            "WRONG_SOMEWHERE",
            0.5,
            "On drawn weeks some values differ from the definition's.",
            "The report is wrong in a combination that no small example has.",
            SECTION,
            all_of(agrees(cases.drawn), agrees(cases.drawn, *COLUMNS[1:])),
        ),
    ),
    probes,
)
