"""A dropped ticket, `least` asked of the known ones and a z of the wrong sign are told apart."""

import numpy as np
import pytest

from autograder.checks.monitoring import performance_cases as cases
from autograder.checks.monitoring import performance_slips as slips
from autograder.draws import public_draw

DRAW = public_draw("13_monitoring", "performance_by_week")
RECOGNISERS = (slips.sign_of_z, slips.all_have_a_row, slips.enough_mature)


def sign_turned(*given):
    table = cases.definition(*given)
    return table.assign(z=-table["z"])


def inner_joined(served, outcomes, *rest):
    return cases.definition(served[served["ticket_id"].isin(outcomes["ticket_id"])], outcomes, *rest)


def least_of_the_known(served, outcomes, as_of, grace, least, limit):
    table = cases.definition(served, outcomes, as_of, grace, least, limit)
    return table.assign(verdict=np.where(table["known"] < least, "wait", table["verdict"]))


def verdict_turned(*given):
    """A wrong verdict beside a right z is another mistake."""
    table = cases.definition(*given)
    return table.assign(verdict=table["verdict"].replace({"worse": "better", "better": "worse"}))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (sign_turned, [slips.sign_of_z]),
        (inner_joined, [slips.all_have_a_row]),
        (least_of_the_known, [slips.enough_mature]),
        (cases.definition, []),
        (verdict_turned, []),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_each_mistake_is_told_by_its_recogniser_alone(answer, told) -> None:
    """An inner join leaves three known and mature tickets where four are asked for: it does wait, too."""
    found = [one for one in RECOGNISERS if one(answer, DRAW)]
    assert found == (told if answer is not inner_joined else [*told, slips.enough_mature])
