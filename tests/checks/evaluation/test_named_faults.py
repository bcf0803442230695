"""Unit 08: what is said of a wrong p-value or interval is true of it."""
import numpy as np
import pytest
from scipy.stats import t

from autograder.checks.evaluation.policy_worlds import INCUMBENT
from autograder.checks.evaluation.reported import interval_of_the_test
from autograder.checks.evaluation.slice_cases import clustered
from autograder.checks.evaluation.slice_p_values import fault_of, of_centred, of_means, of_one_side, unequal
from autograder.checks.evaluation.slices import by_slice, definition
from autograder.draws import public_draw

DRAW = public_draw("08_evaluation", "any")


def reports(level):
    """A choice of b whose interval is by t, of this level."""
    def answer(validation, incumbent, upkeep, open_test):
        table = open_test("b")
        gains = table["b"] - table[INCUMBENT]
        half = t.ppf((1 + level) / 2, len(gains) - 1) * gains.sem()
        return {"policy": "b", "gain": gains.mean(), "low": gains.mean() - half, "high": gains.mean() + half}
    return answer


@pytest.mark.parametrize(("level", "says"), ((0.9, "a 90 %"), (0.98, "a 98 %"), (0.97, "2.2")))
def test_an_interval_of_another_level_is_refused_and_named(level, says):
    found = interval_of_the_test(reports(level), DRAW)
    assert found is not None and says in found.note


@pytest.mark.parametrize("level", (0.94, 0.95, 0.955))
def test_an_interval_of_about_95_per_cent_passes(level):
    assert interval_of_the_test(reports(level), DRAW) is None


def test_p_values_of_other_definitions_differ_from_each_other_and_from_the_right_ones():
    (made,) = unequal(DRAW)
    right = by_slice(made.expected)["p_value"].to_numpy(dtype=float)
    found = [right, of_means(made), of_centred(made), of_one_side(made), 1 - of_one_side(made)]
    for place, one in enumerate(found):
        assert not any(np.allclose(one, other, rtol=0.02) for other in found[place + 1:])


def test_a_fault_of_p_values_has_the_name_of_what_was_done():
    def by_tickets(table, *rest):
        report = definition(table, *rest)
        rows = table.assign(account_id=np.arange(len(table)))
        return report.assign(p_value=definition(rows, *rest)["p_value"])

    def centred(table, *rest):
        return definition(table.assign(p=table["p"] + (table["y"] - table["p"]).mean()), *rest)

    def a_little_off(table, *rest):
        report = definition(table, *rest)
        return report.assign(p_value=report["p_value"] * 1.1)
    names = [fault_of(answer, DRAW)[0] for answer in (by_tickets, centred, a_little_off)]
    assert names == ["ROWS_INDEPENDENT", "MISS_TAKEN_OFF", "WRONG_P"]
    assert fault_of(definition, DRAW) is None and len(list(clustered(DRAW))) == 1
