"""alert: the text that wakes somebody, judged by what it says, in whatever words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.checks.check import Check
from autograder.checks.monitoring import alert_cases as made
from autograder.checks.monitoring import alert_claims as claims
from autograder.checks.monitoring import alert_facts as facts
from autograder.checks.monitoring.alert_mornings import drawn
from autograder.checks.monitoring.alert_properties import (
    Cases,
    contract,
    in_order,
    leaves_findings_alone,
    listed,
    says,
    short,
)
from autograder.draws import Draw
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle

SECTION, ORDER = "Woken at three", "What to ask first"

CASES: tuple[Cases, ...] = (
    made.plain,
    made.small,
    made.silent,
    made.long_names,
    made.first_days,
    made.zones,
    made.damages,
    made.actions,
    made.runbooks,
    made.missing,
    made.together,
    made.overlapping,
    made.ranks,
    made.worst,
    made.untouched,
    made.two_causes,
    made.decimals,
    drawn,
)


def probes(draw: Draw) -> list[Arguments]:
    return [one.args for cases in CASES for one in cases(draw)]


def use(target: Callable[..., Any], findings: list[facts.Finding], runbook: dict[str, str]) -> Any:
    """What an answer's texts lack: two answers that lack the same are one, however they are phrased."""
    expected = facts.facts_of(findings, runbook)
    texts = target(findings, runbook)
    if contract(texts):
        return contract(texts)
    return [len(texts), *(
        lack for text, one in zip(texts, expected, strict=False) for claim in claims.CLAIMS
        for lack in claim(text, one))]  # fmt: skip


CHECK = Check(
    "alert",
    contract,
    (
        Oracle(
            "RETURN_SHAPE",
            0.25,
            "What comes back is not a list of texts.",
            "The sender takes the letters of the text for texts, and telephones 400 times.",
            SECTION,
            listed,
            guard=True,
        ),
        Oracle(
            "WAKES_FOR_NOTHING",
            1,
            "Somebody is woken for what no runbook has an action for, or not for a bug that comes beside it.",
            "Whoever is woken for Christmas three times does not get up the fourth time.",
            SECTION,
            says(made.silent),
            guard=True,
        ),
        Oracle(
            "FIGURE_WITHOUT_SCALE",
            1.25,
            "A figure, its value with the unit, or what is usual is not said, or little is called much.",
            "340 of what, and is that much? At three at night nobody looks it up.",
            SECTION,
            says(made.small, claims.what, claims.direction),
        ),
        Oracle(
            "NOT_FOR_A_PAGER",
            1,
            "The first line does not say what and how bad, or the text is too long.",
            "The screen that wakes somebody shows one line: ALERT.",
            SECTION,
            lambda answer, draw: (
                says(made.long_names, claims.first_line)(answer, draw) or short(answer, draw)
            ),
        ),
        Oracle(
            "DAY_OF_THE_ALARM",
            1,
            "Since when is not the first bad day.",
            "What was served between the first bad day and the alarm is never looked at.",
            SECTION,
            says(made.first_days, claims.since),
        ),
        Oracle(
            "ZONE_DROPPED",
            0.75,
            "The first bad day is not that of UTC, or its zone is not said.",
            "Half of the team searches the releases of another day.",
            SECTION,
            says(made.zones, claims.zone),
        ),
        Oracle(
            "BLAST_RADIUS",
            1,
            "It does not say how many tickets of how many, whose, and what it costs a day.",
            "Whether one gets up depends on it.",
            SECTION,
            says(made.damages, claims.radius, claims.damage),
        ),
        Oracle(
            "NOTHING_TO_DO",
            1,
            "The first action of the runbook, or whom to ask, is not said.",
            "Woken, informed and helpless: the first hour goes into a search for the runbook.",
            ORDER,
            says(made.actions, claims.action, claims.owners),
        ),
        Oracle(
            "RUNBOOK_BY_HEART",
            0.5,
            "The causes or actions are written into the function; the runbook is not asked.",
            "The runbook is changed after the post-mortem, and the alert still says what went wrong then.",
            ORDER,
            says(made.runbooks, claims.action),
        ),
        Oracle(
            "GAP_AS_A_FACT",
            1.25,
            "What is missing is printed as nan, None or 0, not called unknown in its place, compared all the "
            "same, or ends in an error.",
            "`0 of 261 tickets` sends somebody back to bed; an error sends nothing at all.",
            SECTION,
            says(made.missing, claims.gaps, claims.direction),
        ),
        Oracle(
            "ONE_TEXT_A_FINDING",
            1,
            "Findings of one cause do not come as one text that says all of them.",
            "A broken join is five findings: five calls in a minute, and the sixth, another fault, is lost.",
            SECTION,
            says(made.together, claims.what, claims.since, claims.radius, claims.owners, claims.gaps),
        ),
        Oracle(
            "ADDED_UP",
            0.5,
            "Tickets that two findings share count twice, or only those of one do; or damages are added up.",
            "More tickets touched, or more lost, than there are: the next text is not believed.",
            SECTION,
            says(made.overlapping, claims.touched, claims.one_damage),
        ),
        Oracle(
            "WORST_IS_NOT_FIRST",
            0.75,
            "The most damaging cause, or in a text the most damaging finding, does not come first.",
            "The on-call begins with what is on top.",
            SECTION,
            in_order,
        ),
        Oracle(
            "NUMBERS_NOBODY_READS",
            0.75,
            "Numbers are not rounded, rounded too far, or not written out.",
            "3.6800000000000006 is read as noise, and 1.23e+06 as 1.23.",
            SECTION,
            says(made.decimals, claims.what, claims.readable),
        ),
        Oracle(
            "NOT_IN_THE_FINDINGS",
            0.5,
            "It says a day, a time, a number, a code or a team that is in no finding.",
            "One wrong fact, and all the others are checked by hand.",
            SECTION,
            says(made.two_causes, claims.nothing_else),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the findings or the runbook.",
            "The post-mortem reads the same findings, and they are no longer what was found.",
            SECTION,
            leaves_findings_alone,
            guard=True,
        ),
        Oracle(
            "WRONG_SOMEWHERE",
            0.5,
            "On drawn mornings a text lacks a fact, or says one that is none.",
            "The rules meet where no small example has them.",
            SECTION,
            says(drawn, *claims.CLAIMS, ordered=True),
        ),
    ),
    probes,
    use,
)
