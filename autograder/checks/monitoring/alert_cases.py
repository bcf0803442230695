"""Findings of a morning, with the facts that the texts about them must say."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pandas as pd

from autograder.checks.monitoring.alert_facts import Finding, facts_of
from autograder.draws import Draw
from autograder.oracles.cases import Case

NAN = float("nan")
RUNBOOK = {
    "bug": "Repair the rows by hand, then have the source rolled back.",
    "labels": "Hold reports and retraining until outcomes arrive.",
    "covariate": "Leave the model; recalibrate in the morning.",
    "concept": "Split the ripe outcomes by area, then retrain.",
}
OTHER_RUNBOOK = {
    "bug": "Freeze the feature store, and telephone whoever released last.",
    "concept": "Put a person beside the model; no new one before noon.",
    "season": "Send the holiday plan to all teams.",
}
TEAMS = ("Billing", "Identity", "Data import", "Platform", "Onboarding", "Mobile")
MARCH = pd.Timestamp("2024-03-11", tz="UTC")


def ids(first: int, last: int) -> list[str]:
    return [f"T-{number}" for number in range(first, last + 1)]


def finding(**changes: Any) -> Finding:
    """A finding of which everything is known, but for `changes`."""
    usual = {
        "cause": "bug",
        "figure": "wait for a team",
        "value": 340.0,
        "unit": "min",
        "usual": (12.0, 90.0),
        "first_bad": MARCH,
        "seen": MARCH + pd.Timedelta("4D"),
        "tickets": ids(101, 154),
        "of": 261,
        "teams": ["Billing", "Identity"],
        "euros": 2150.0,
        "owner": "data engineering",
    }
    return usual | changes


def shown(value: Any) -> str:
    """A value of a finding as one reads it: few ids, instants to the minute."""
    if isinstance(value, list) and len(value) > 4:
        return f"[{value[0]!r}, {value[1]!r}, ..., {value[-1]!r}] ({len(value)})"
    return f"{value:%Y-%m-%d %H:%M %z}" if isinstance(value, pd.Timestamp) else repr(value)


def case(*findings: Finding, note: str, runbook: dict[str, str] | None = None) -> Case:
    runbook = dict(RUNBOOK if runbook is None else runbook)
    texts = [", ".join(f"{name}: {shown(value)}" for name, value in one.items()) for one in findings]
    return Case(
        (list(findings), runbook),
        facts_of(deepcopy(list(findings)), dict(runbook)),
        "alert(findings, runbook)",
        "findings:\n" + ("\n".join(texts) or "none") + f"\nrunbook: {runbook}",
        note,
    )


def plain(draw: Draw) -> Iterator[Case]:
    yield case(finding(), note="One finding, everything is known.")


def small(draw: Draw) -> Iterator[Case]:
    """Whole numbers, so that rounding is no matter."""
    yield from plain(draw)
    yield case(
        finding(figure="outcomes a day", value=3.0, unit="tickets", usual=(40.0, 75.0), cause="labels"),
        note="The value lies below what is usual.",
    )
    yield case(
        finding(figure="skew of seats", value=45.0, unit="%", usual=(0.0, 2.0)),
        note="0 to 2 % are usual: an end of 0 is known.",
    )


def silent(draw: Draw) -> Iterator[Case]:
    yield case(note="There is no finding: nobody is woken.")
    yield case(finding(cause="season"), note="`season` is not in the runbook: nobody is woken.")
    yield case(
        finding(cause="season", figure="tickets a day", euros=9000.0),
        finding(),
        finding(cause="quiet", figure="share of P1", euros=10.0),
        note="Of these three only the bug wakes somebody.",
    )


def long_names(draw: Draw) -> Iterator[Case]:
    yield case(
        finding(
            figure="share of P1 in first hour",
            value=12345.0,
            unit="tickets",
            usual=(6789.0, 9876.0),
            tickets=ids(100_001, 100_230),
            of=412,
            teams=list(TEAMS[:4]),
            owner="the feature store's on-call",
        ),
        note="A long name, large numbers, 230 tickets: the first line still has at most 100 characters, "
        "and the text at most 800.",
    )


def first_days(draw: Draw) -> Iterator[Case]:
    yield case(finding(), note="It was seen on 15 March; the first bad day was 11 March.")
    yield case(
        finding(first_bad=pd.Timestamp("2023-12-30", tz="UTC"), seen=pd.Timestamp("2024-01-02", tz="UTC")),
        note="It was seen on 2 January; the first bad day was 30 December.",
    )


def zones(draw: Draw) -> Iterator[Case]:
    yield case(finding(), note="The first bad day is 11 March in UTC; a day without a zone is two days.")
    yield case(
        finding(first_bad=MARCH.tz_convert("America/New_York")),
        note="20:00 of 10 March in New York is 00:00 of 11 March in UTC.",
    )


def damages(draw: Draw) -> Iterator[Case]:
    yield case(finding(), note="54 of 261 tickets, of two teams, 2150 euros a day.")
    yield case(
        finding(tickets=ids(1, 233), of=233, teams=["Platform"], euros=640.0),
        note="All of the 233 tickets, of one team.",
    )


def actions(draw: Draw) -> Iterator[Case]:
    yield case(finding(), note="For a bug the runbook says what to do first.")
    yield case(finding(cause="concept", owner="model group"), note="For a concept it says something else.")


def runbooks(draw: Draw) -> Iterator[Case]:
    yield case(finding(), note="Another runbook, another first action.", runbook=OTHER_RUNBOOK)
    yield case(
        finding(cause="season"),
        finding(cause="covariate", figure="share of P1"),
        note="This runbook has an action for `season` and none for `covariate`.",
        runbook=OTHER_RUNBOOK,
    )


def missing(draw: Draw) -> Iterator[Case]:
    for name, value, what in (
        ("value", None, "Today's value"),
        ("value", NAN, "Today's value (nan)"),
        ("usual", None, "What is usual"),
        ("first_bad", None, "The first bad day"),
        ("tickets", None, "Which tickets it touches"),
        ("teams", None, "Whose tickets they are"),
    ):
        yield case(finding(**{name: value}), note=f"{what} is not known: the text calls it unknown.")
    yield case(finding(), note="Everything is known: nothing is called unknown.")


def together(draw: Draw) -> Iterator[Case]:
    other = finding(
        figure="share of P1",
        value=31.0,
        unit="%",
        usual=(4.0, 11.0),
        first_bad=MARCH - pd.Timedelta("2D"),
        tickets=ids(1, 21),
        of=402,
        teams=["Platform"],
        euros=870.0,
        owner="the CRM group",
    )
    yield case(finding(), other, note="Two findings, one cause: one text that says both.")
    yield case(
        finding(first_bad=None, tickets=None, teams=None),
        other,
        note="What one finding does not know, the other does: nothing is unknown.",
    )
    between = finding(cause="labels", figure="outcomes a day", euros=1200.0)
    yield case(
        finding(), between, other,
        note="A finding of another cause comes between the two of the bug: still one text says both.",
    )  # fmt: skip
    yield case(
        finding(first_bad=None), finding(figure="share of P1", first_bad=None, tickets=ids(1, 21), euros=5.0),
        note="None of the two knows the first bad day.",
    )  # fmt: skip
    yield from crowded(draw)


def crowded(draw: Draw) -> Iterator[Case]:
    names = (
        "share of P1 in first hour",
        "skew of open_hours today",
        "breaches beyond the said",
        "seats known",
    )
    yield case(
        *(
            finding(
                figure=name,
                value=12345.0 + 1000 * number,
                unit="tickets",
                usual=(6789.0, 9876.0),
                tickets=ids(100_001 + 50 * number, 100_050 + 50 * number),
                of=412,
                teams=list(TEAMS[number : number + 2]),
                euros=2150.0 - number,
                owner="the feature store's on-call",
            )
            for number, name in enumerate(names)
        ),
        note="Four findings of one cause: one text of at most 800 characters, with all facts.",
    )


def overlapping(draw: Draw) -> Iterator[Case]:
    yield case(
        finding(tickets=ids(101, 154)),
        finding(figure="share of P1", value=31.0, unit="%", tickets=ids(131, 193), euros=870.0),
        note="54 and 63 tickets, of which 24 are the same: 93 tickets. The damage is the worst one, 2150.",
    )


def ranks(draw: Draw) -> Iterator[Case]:
    one = finding(euros=900.0, tickets=ids(1, 200))
    two = finding(cause="concept", figure="breaches in all", euros=4100.0, tickets=ids(1, 12))
    three = finding(cause="labels", figure="outcomes a day", euros=2600.0, tickets=ids(1, 90))
    yield case(one, two, three, note="4100 euros a day come before 2600 and 900, however many tickets.")
    more = finding(figure="share of P1", euros=3000.0, tickets=ids(1, 30))
    yield case(
        one,
        more,
        finding(figure="seats known", euros=2900.0, tickets=ids(1, 30)),
        two,
        note="The findings of the bug touch the same tickets: its damage is that of its worst, 3000 euros.",
    )


def worst(draw: Draw) -> Iterator[Case]:
    yield case(
        finding(euros=900.0),
        finding(figure="share of P1", value=31.0, unit="%", usual=(4.0, 11.0), euros=3000.0),
        note="`share of P1` does the most damage: it belongs into the first line.",
    )
    yield case(
        finding(euros=900.0),
        finding(figure="share of P1", value=None, unit="%", usual=(4.0, 11.0), euros=3000.0),
        note="`share of P1` does the most damage, and belongs into the first line: its value is unknown.",
    )


def untouched(draw: Draw) -> Iterator[Case]:
    """Whatever an answer may put in order or fill in is out of order or missing."""
    early = MARCH.tz_convert("America/New_York")
    tickets = [*ids(7, 8), *ids(3, 4)]
    yield case(
        finding(euros=870.0, value=NAN, tickets=None, teams=None),
        finding(cause="season", figure="tickets a day", euros=9000.0, teams=["Mobile", "Identity"]),
        finding(
            figure="share of P1",
            euros=3000.0,
            first_bad=early,
            tickets=tickets,
            teams=["Platform", "Billing"],
        ),
        finding(
            figure="seats known", euros=900.0, value=None, usual=None, first_bad=None, teams=["Onboarding"]
        ),
        note="Other code goes through the same findings, in its own order, and asks for what is missing.",
    )


def two_causes(draw: Draw) -> Iterator[Case]:
    yield from plain(draw)
    yield case(
        finding(euros=4100.0, tickets=ids(1, 90)),
        finding(cause="concept", figure="share of P1", teams=["Platform"], tickets=ids(1, 12), of=250),
        note="What is said of the bug is no matter of Platform, and the other way round.",
    )


def decimals(draw: Draw) -> Iterator[Case]:
    yield case(
        finding(value=3.6800000000000006, usual=(0.123456, 1.2345678), unit="h", euros=5417.6249),
        note="3.68 or 3.7 is what one reads; 4 is too coarse, 3.6800000000000006 is not read at all.",
    )
    yield case(
        finding(value=1_234_567.0, usual=(1010.0, 24_690.0), unit="kB"),
        note="1,234,567 or 1230000, and not 1.23e+06.",
    )
