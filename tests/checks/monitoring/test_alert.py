"""What the check of alert reads in a text, in whatever words, and what lazy answers earn."""

import datetime as dt

import pytest

from autograder.checks.monitoring import (
    alert,
    alert_cases,
    alert_claims,
    alert_facts,
    alert_gaps,
    alert_mornings,
    alert_properties,
)
from autograder.checks.monitoring import alert_reading as reading
from autograder.draws import graded_draw, learner_key, public_draw

UNIT, DAY = "13_monitoring", dt.date(2024, 3, 11)
DRAWS = [public_draw(UNIT, "alert"), *(graded_draw(UNIT, "alert", learner_key(f"l{k}")) for k in range(5))]


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-11",
        "2024-03-11T00:00:00+00:00",
        "since 11 March, 54 of 261",
        "Mon 11 Mar 2024 00:00 UTC",
        "11-Mar-2024",
        "March 11th, 2024",
        "the 11th of March",
        "Mar 11",
        "11.03.2024",
        "03/11/2024",
        "11/3/24",
        "2024/3/11",
    ],
)
def test_a_day_is_read_in_many_forms(text: str) -> None:
    assert any(day.means(DAY) for day in reading.days(text))


@pytest.mark.parametrize(
    "text", ["12 March", "2024-03-12", "11 April", "11 of 60 may be late", "11/60 tickets", "11"]
)
def test_another_day_is_not_it(text: str) -> None:
    assert not any(day.means(DAY) for day in reading.days(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("54 of 261 tickets", [54, 261]),
        ("54/261", [54, 261]),
        ("usually 12-90 min", [12, 90]),
        ("6,840 min", [6840]),
        ("6_840min, x 3.5", [6840, 3.5]),
        ("1.23e+06 kB", [1_230_000]),
        ("since 11 March 2024 00:00 UTC: 54", [54]),
        ("messages_1h, P1 and T-7", []),
        ("12\u201390%", [12, 90]),
        ("(12.0, 90.0)", [12, 90]),
    ],
)
def test_numbers_are_read_without_days_times_and_names(text: str, values: list[float]) -> None:
    assert [number.value for number in reading.numbers(text, ["messages_1h"])] == values


def test_digits_of_a_name_are_no_numbers() -> None:
    assert not reading.numbers("Tier 2 and desk 40", ["Tier 2", "desk 40", ""])


def test_a_number_may_be_rounded_by_a_hundredth() -> None:
    """3.7 and 3.68 are 3.68; 4 is not, nor is its thousandth."""
    said = {
        text: reading.numbers(text)[0].means(3.68) for text in ("3.7", "3.68", "3.680", "4", "3.6", "0.00368")
    }
    assert said == {"3.7": True, "3.68": True, "3.680": True, "4": False, "3.6": False, "0.00368": False}


def test_the_unit_stands_behind_its_number() -> None:
    assert all(
        reading.has_unit(reading.numbers(text)[0], "min") for text in ("340 min", "340min", "340\u00a0Min.")
    )
    assert not any(
        reading.has_unit(reading.numbers(text)[0], "min") for text in ("min 340", "340 of 400 min", "340")
    )


@pytest.mark.parametrize("draw", DRAWS, ids=[f"{draw.name} {number}" for number, draw in enumerate(DRAWS)])
def test_drawn_mornings_hold_what_is_rare(draw: object) -> None:
    """Each draw has tickets that are shared, a lower finding with a gap, and causes with one gap alone."""
    mornings = [case.expected for case in alert_mornings.drawn(draw)]
    facts = [one for morning in mornings for one in morning]
    assert any(
        len(one.group) > 1
        and one.touched
        and one.touched < sum(len(each["tickets"] or ()) for each in one.group)
        for one in facts
    )
    assert any(one.group[-1]["value"] is None and one.group[0] is not one.group[-1] for one in facts)
    for name in ("since", "touched", "teams"):
        assert any(
            [part for part in ("since", "touched", "teams") if getattr(one, part) is None] == [name]
            for one in facts
        )
    assert any(len(morning) > 1 for morning in mornings)
    assert all((one.touched or 0) <= one.served for one in facts)


def test_damages_are_all_different() -> None:
    """Equal ones would have no order."""
    for case in alert_mornings.drawn(DRAWS[0]):
        euros = [one.euros for one in case.expected]
        assert len(set(euros)) == len(euros) and euros == sorted(euros, reverse=True)


def test_facts_outlive_what_an_answer_does_to_its_arguments() -> None:
    case = next(alert_cases.together(DRAWS[0]))
    case.args[0][0].clear()
    case.args[1].clear()
    assert case.expected[0].group[0]["figure"] == "wait for a team" and case.expected[0].action


def test_no_text_and_one_text_for_all_earn_next_to_nothing() -> None:
    for answer in (lambda findings, runbook: [], lambda findings, runbook: ["Something is wrong."]):
        assert alert.CHECK.run(UNIT, "Alert", answer, DRAWS[0]).points <= alert.CHECK.points / 8


def test_a_text_of_all_facts_may_come_in_any_words() -> None:
    """The claims hold of a sentence, and each fails as soon as its fact is gone."""
    case = next(alert_cases.plain(DRAWS[0]))
    text = (
        "340 min is the wait for a team today (12 to 90 as a rule).\n"
        "It has been so for 4 days, since Monday, March 11 (UTC). 21 % of what came (54 out of 261), all of "
        "Identity and Billing: \u20ac2,150 a day. Repair the rows by hand, then have the source rolled back. "
        "Data engineering knows more."
    )
    assert alert_properties.lacks([text], case.expected, alert_claims.CLAIMS) is None
    for fact in (
        "340 min",
        "12",
        "March 11",
        "UTC",
        "54",
        "261",
        "Identity",
        "2,150",
        "\u20ac",
        "rolled",
        "Data eng",
    ):
        assert alert_properties.lacks([text.replace(fact, "")], case.expected, alert_claims.CLAIMS), fact
    for more in (
        "Sent on 19 March.",
        "It was 77 yesterday.",
        "The value is nan.",
        "The rest is unknown.",
        "1.0001 times",
        "See INC-4711.",
        "Call before 03:00 UTC.",
    ):
        assert alert_properties.lacks([f"{text} {more}"], case.expected, alert_claims.CLAIMS), more


def gapped(name: str) -> alert_facts.Facts:
    made = alert_cases.case(alert_cases.finding(**{name: None}), note="")
    return made.expected[0]


IN_PLACE = {
    "value": ["wait for a team: unknown (usual 12 to 90 min)", "Today's wait for a team is unknown."],
    "usual": [
        "wait for a team: 340 min (usually unknown)",
        "wait for a team 340 min\nNormal range:\nunknown",
    ],
    "first_bad": [
        "Since unknown (UTC); 54 of 261",
        "It began on an unknown day.",
        "Start: unknown, seen 15 March",
    ],
    "tickets": [
        "unknown of 261 tickets",
        "An unknown number of tickets",
        "Touched: unknown/261",
        "TICKETS\nunknown",
    ],
    "teams": [
        "54 of 261 tickets of unknown teams",
        "Whose they are: unknown.",
        "since 11 March UTC; teams unknown",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, some in IN_PLACE.items() for text in some])
def test_unknown_stands_in_its_place_in_many_words(name: str, text: str) -> None:
    assert not list(alert_gaps.gaps(text, gapped(name)))


@pytest.mark.parametrize("name", IN_PLACE)
def test_a_remark_that_something_is_unknown_is_in_no_place(name: str) -> None:
    text = (
        "wait for a team: 340 min (usual 12 to 90)\nSince 11 March UTC; 54 of 261 tickets; "
        "teams Billing, Identity.\nAsk data engineering.\n"
    )
    for remark in (
        "Some facts are unknown.",
        "What is not said here is unknown.",
        "The rest is unknown; UTC.",
    ):
        assert list(alert_gaps.gaps(text + remark, gapped(name)))


def test_tickets_that_nobody_knows_are_not_none() -> None:
    for text in ("0 of 261 tickets (unknown)", "Tickets unknown: 0/261", "0 tickets, unknown"):
        assert list(alert_gaps.gaps(text, gapped("tickets"))), text


def test_times_of_day_are_read_without_offsets() -> None:
    assert reading.clocks("since 2024-03-11 00:00:00+00:00, at 20:00 -04:00 and 8:30 pm") == [(0, 0), (20, 0)]
