"""Each slip in psi and its p-value is told by its own recogniser, and a right answer by none."""

import pytest

from autograder.checks.monitoring import shift, shift_slips
from autograder.checks.monitoring import shift_cases as cases
from autograder.draws import public_draw

DRAW = public_draw("13_monitoring", "shift")
PSI = {
    "tiny numbers": (cases.emptied, shift_slips.without_half_counts),
    "bins of today": (cases.own_edges, shift_slips.by_other_bins),
    "empty bins kept": (cases.diluted, shift_slips.with_more_bins),
}
ALL = {name: shift.recognised(*pair) for name, pair in PSI.items()} | {
    "known ones counted": shift.all_counted,
    "chance of a smaller one": shift.chance_of_more,
}


def told(answer) -> set[str]:
    return {name for name, recogniser in ALL.items() if recogniser(answer, DRAW)}


def made(arguments) -> cases.Case:
    return cases.Case(arguments, cases.definition(*arguments), "", "", "")


@pytest.mark.parametrize("name", PSI)
def test_the_first_psi_of_a_slip_is_told_by_its_recogniser(name: str) -> None:
    """The other number is right, so that no recogniser of p-values speaks."""
    slip = PSI[name][1]
    assert told(lambda *given: (slip(made(given))[0], cases.definition(*given)[1])) == {name}


def test_n_and_m_of_the_known_values_are_told_by_the_p_value() -> None:
    def known_ones(*given):
        return cases.definition(*given)[0], cases.p_of_known_ones(made(given))

    assert told(known_ones) == {"known ones counted"}


def test_the_chance_of_a_smaller_psi_is_told() -> None:
    def smaller(*given):
        psi, p_value = cases.definition(*given)
        return psi, 1 - p_value

    assert told(smaller) == {"chance of a smaller one"}


def test_a_right_answer_and_mere_nonsense_are_told_by_none() -> None:
    assert not told(cases.definition) and not told(lambda *given: (17.0, 0.123))
