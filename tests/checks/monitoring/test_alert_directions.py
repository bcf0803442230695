"""Above and below are read in many words, and only where they are meant."""

import pytest

from autograder.checks.monitoring import alert_cases, alert_claims
from autograder.checks.monitoring.alert_directions import directions

LOW = alert_cases.finding(figure="outcomes a day", value=3.0, unit="tickets", usual=(40.0, 75.0))
HIGH = alert_cases.finding()
RISES = """{F}: {V}, higher than the {U}
{F}: {V} > {U}
{F} has risen to {V}, {U}
{F} is up to {V}, {U}
{F} jumped to {V}, {U}
{F} increased to {V}, {U}
{F} grew to {V}, {U}
{F} went up to {V} ({U})
{F} spiked: {V}, {U}
{F} too high: {V}, {U}
{F} {V}, over the {U}
{F} {V}, too much, {U}
{F}: {V}, greater than {U}
{F}: {V}, above {U}
{F}: {V} (high), {U}
{F}: {V} (above), {U}
{F}: {V} (exceeds usual), {U}
{F}: {V} (over the limit), {U}
{F}: {V} (outside, larger than usual), {U}
{F}: {V}, {U}: more than usual
{F} is {V}, which is high ({U})
{F}: {V}, up from {low}-{high}
{F}: {V}. That is above usual ({low}-{high}).
{F}, {U}, is at {V} (not good), above normal
HIGH {F}: {V}, {U}
Too many {F}: {V}, {U}
A rise in {F}: {V}, {U}
{F}: {V}, {U} - too high
{F}: {V} ({U}), too high
{F}: {V}, {U}: above
{F}: {V}, {U}. Too high.
{F}: {V}, {U}. It is above.
{F}: {V}, {U} (too high)
{F}: {V}, {U} (above)
{F}: {V}, {U} (above usual)
{F}: {V}, {U} (above the usual range)
{F}: {V}, {U} (risen)
{F}: {V}, {U} (+ above)
{F}: {V}, {U} [above]
{F}: {V}, {U}; above"""
FALLS = """{F}: {V}, lower than the {U}
{F}: {V} < {U}
{F} has fallen to {V}, {U}
{F} is down to {V}, {U}
{F} dropped to {V}, {U}
{F} plunged: {V}, {U}
{F} {V}, under the {U}
{F} {V}, too little, {U}
{F}: {V}, below usual, {U}
{F}: {V}, falls short of {low} to {high}
{F}: {V} (low), {U}
LOW {F}: {V}, {U}
A drop in {F}: {V}, {U}
{F}: {V}, {U} - too low
{F}: {V} ({U}), below
{F}: {V}, {U} (below)
{F}: {V}, {U} (too low)."""
NEITHER = """{F}: {V}, {U}
{F}: {V}, usual low: {low}, high: {high}
{F}: {V}, usually {low} (low) to {high} (high)
{F}: {V}, {U}, not too high.
{F}: {V}, {U}. Up to you.
{F}: {V}, {U}: high priority.
{F}: {V}, usually {low} to {high}. It has been so for over 3 days, over the weekend too.
{F}: {V} ({U}). Touched: more than half of the tickets (54 of 261)
{F} {V}, {U}. Follow up with data engineering; look up the runbook
{F} is slow to follow: {V}; {U}. Upstream and downstream: the join is down, the service is up
{F}: {V} instead of more than {low}
{F}: {V} vs. {low} to {high} normally
{F}: {V} (usually above {low} and below {high})
{F}: {V} (normally never above {high})
{F}: {V}, while the usual range is {low} to {high}
{F} {V}, outside the {U}. High priority: do it now.
{F}: {V}, beyond the usual range, {low} to {high}
[HIGH] {F}: {V} ({U})
Priority: high\n{F}: {V} ({U})
{F} at {V} -> {U}
{F} {U} -> {V}
{F} moved out of its {U} to {V}
{F}: {V}, under normal conditions {low} to {high}
{F}: {V}, expected at least {low}, at most {high}
{F}: {V}; {U}\nDamage of over 2,150 euros a day, rising with each day
{F}: {V} ({U}), up to now unexplained
{F} up to now: {V} ({U})
{F}: {V} (low end {low}, high end {high} of usual)
{F}: {V} (usual low {low}, high {high})
{F}: {V}; usual low-high {low}-{high}
{F}: {V}; usual {low} (low) - {high} (high)
{F}: {V}, {U} (not above)
{F}: {V}, {U}; up 3 days
{F}: {V}, {U} (high priority)"""


def said(text: str, one: dict) -> set[int]:
    low, high = one["usual"] or (None, None)
    value = f"{one['value']:g} {one['unit']}"
    filled = text.format(
        F=one["figure"], V=value, U=f"usual {low} to {high} {one['unit']}", low=low, high=high
    )
    return directions(filled, one, (one["figure"], *one["teams"], one["owner"]))


@pytest.mark.parametrize("text", RISES.splitlines())
def test_a_rise_is_read_in_many_words(text: str) -> None:
    assert said(text, LOW) == {1} == said(text, HIGH)


@pytest.mark.parametrize("text", FALLS.splitlines())
def test_a_fall_is_read_in_many_words(text: str) -> None:
    assert said(text, LOW) == {-1} == said(text, HIGH)


@pytest.mark.parametrize("text", NEITHER.splitlines())
def test_words_that_mean_something_else_are_not_read(text: str) -> None:
    text = text.replace("\\n", "\n")
    assert all(len(said(text, one)) != 1 for one in (LOW, HIGH)), text


UNKNOWN = [
    ("usual", "wait for a team: 340 min, below usual, usual range unknown.", True),
    ("usual", "wait for a team: 340 min, exceeds unknown", True),
    ("usual", "wait for a team has risen to 340 min, usual range unknown", True),
    ("usual", "wait for a team: 340 min > usual range unknown", True),
    ("value", "wait for a team: value unknown, higher than the usual 12 to 90 min", True),
    ("value", "wait for a team has risen to value unknown, usual 12 to 90 min", True),
    ("usual", "wait for a team: 340 min (usual: unknown); whether that is high or low nobody knows", False),
    ("usual", "340 min is the wait for a team, not known whether above or below usual (unknown)", False),
    ("usual", "wait for a team: 340 min, usual unknown; 54 of 261, spread over unknown teams", False),
    ("value", "wait for a team: unknown (usually below 90 and above 12)", False),
    ("value", "wait for a team: value unknown, usual 12 to 90 min (above)", True),
    ("usual", "wait for a team: 340 min, usual unknown (above)", True),
    ("usual", "wait for a team: 340 min, usual: unknown; above", True),
]


@pytest.mark.parametrize(("name", "text", "is_told"), UNKNOWN)
def test_what_is_unknown_is_not_compared(name: str, text: str, is_told: bool) -> None:
    case = alert_cases.case(alert_cases.finding(**{name: None}), note="")
    assert bool(list(alert_claims.direction(text, case.expected[0]))) is is_told
