"""What tells costs read along a row, and rates that were not asked, from the other mistakes of triage."""

import pytest

from autograder.checks.monitoring import triage
from autograder.checks.monitoring import triage_cases as cases
from autograder.draws import public_draw
from autograder.oracles.cases import Case

DRAW = public_draw("13_monitoring", "triage")


def answer_of(slip):
    """An answer that makes one slip in every call."""
    return lambda *arguments: slip(Case(arguments, "", "", "", ""))


def most_likely(evidence, rates, costs):
    possible = [cause for cause in cases.CAUSES if cases.is_possible(cause, evidence)]
    return str(rates[possible].idxmax())


ROWS = triage.recognised(cases.directions, cases.read_along_a_row)
RATES = triage.recognised(cases.frequencies, cases.without_rates)


@pytest.mark.parametrize(
    ("recogniser", "slip"),
    [(ROWS, cases.read_along_a_row), (RATES, cases.without_rates)],
    ids=["along a row", "without rates"],
)
def test_a_slip_is_told_by_its_recogniser_and_by_no_other(recogniser, slip) -> None:
    told = [one for one in (ROWS, RATES) if one(answer_of(slip), DRAW)]
    assert told == [recogniser]


@pytest.mark.parametrize(
    "passed", [cases.definition, most_likely, lambda *a: "bug"], ids=["right", "likeliest", "bug"]
)
def test_other_mistakes_and_right_answers_are_let_pass(passed) -> None:
    assert ROWS(passed, DRAW) is None and RATES(passed, DRAW) is None
