"""The checks of Cleaner and test_cleaner: what lazy answers earn, and that each wrong cleaner is wrong."""

import numpy as np
import pandas as pd

from autograder.checks.cleaning import cleaners
from autograder.checks.cleaning.cleaner import CHECK
from autograder.checks.cleaning.cleaner_cases import BOTH, accounts, cleaned, everything
from autograder.checks.cleaning.test_cleaner import CHECK as TEST_CHECK
from autograder.checks.cleaning.test_cleaner import probes
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.oracles.learner_tests import passed

PUBLIC = public_draw("03_cleaning", "Cleaner")
DRAWS = [PUBLIC, *[graded_draw("03_cleaning", "Cleaner", learner_key(f"l{i}")) for i in range(20)]]


class _Untouched:
    """A cleaner that hands on what it gets."""

    def __init__(self, ranges: object, categories: object) -> None:
        self.parameters = {"ranges": ranges, "categories": categories}

    def get_params(self) -> dict[str, object]:
        return self.parameters

    def fit(self, X: pd.DataFrame, y: object = None) -> "_Untouched":
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        return X


def test_handing_on_earns_nothing() -> None:
    """A transformer that does nothing earns no point but for the label that it does not need."""
    assert CHECK.run("03_cleaning", "A cleaner", _Untouched, PUBLIC).points == 0


def test_drawn_tables_have_all_kinds_of_values() -> None:
    """Each draw has gaps, codes and both ends in the rows, and labels seen, unseen and missing."""
    for draw in DRAWS:
        for made in everything(draw):
            marks, plans = made.expected["seats_missing"], set(made.expected["plan"])
            assert 0 < marks.sum() < len(marks) and {"missing"} <= plans
            assert made.args[3]["seats"].isin([-1, 9999]).any()


def test_complete_rows_have_another_median_in_every_draw() -> None:
    """In each drawn training table the median of the seats changes with the rows that have a gap."""
    for draw in DRAWS:
        for made in everything(draw):
            known = made.args[2][made.args[2]["seats"].between(1, 5000)]
            assert known["seats"].median() != known.dropna()["seats"].median()


def test_the_definition_does_not_look_at_other_rows() -> None:
    """Cleaned alone, a row has the values that it has among others."""
    train = accounts([1, 9, 9999], ["a", "b", None], mrr=[1.0, 2.0, np.nan])
    new = accounts([None, 7, -1], ["A ", "c", None], mrr=[np.nan, 5.0, 1e9])
    together = cleaned(BOTH, ["plan"], train, new)
    for row in range(3):
        pd.testing.assert_frame_equal(
            cleaned(BOTH, ["plan"], train, new[row : row + 1]), together[row : row + 1], check_dtype=False
        )


def test_right_cleaners_agree_and_wrong_ones_differ() -> None:
    """On a rich table every wrong cleaner differs from the plain one in what was promised."""
    rng = np.random.default_rng(1)
    train = pd.DataFrame(
        {"seats": [2.0, 3, 40, 900, 4800, 9999, 9999, -1, np.nan], "breached": [0, 0, 1, 1, 1, 1, 1, 1, 0]}
    )
    rows = pd.DataFrame(
        {"seats": [5000.0, np.nan, 1, 9999, -1, 5001, 0, 7, 7, 2600, np.nan, 9], "breached": [0, 1] * 6},
        index=rng.permutation(12),
    )
    tables = (rows, rows.drop(columns="breached"), rows[rows["seats"].between(1, 5000)])

    def seen(clean: cleaners.CleanFunction) -> list[object]:
        found: list[object] = []
        for asked in tables:
            table = clean(train.copy(), asked.copy())
            marks = table["seats_missing"].astype(float).tolist() if "seats_missing" in table else None
            found += [table.index.tolist(), marks, table["seats"].round(9).fillna(-7).tolist()]
        return found

    plain = seen(cleaners.RIGHT[0])
    for (clean,) in probes(PUBLIC):
        assert (seen(clean) == plain) == (clean in cleaners.RIGHT), clean.__name__


def test_a_test_that_accepts_or_refuses_everything_earns_nothing() -> None:
    """Neither silence nor alarm is worth a point."""

    def refuse(clean: object) -> None:
        raise AssertionError("no")

    assert TEST_CHECK.run("03_cleaning", "A test", lambda clean: None, PUBLIC).points == 0
    assert TEST_CHECK.run("03_cleaning", "A test", refuse, PUBLIC).points == 0


def test_an_assertion_about_a_right_cleaner_is_a_false_alarm() -> None:
    """It is the first thing said, with the call, whatever else the test may miss."""

    def slip(clean: cleaners.CleanFunction) -> None:
        train = pd.DataFrame({"seats": [1.0, 2, 3, 4], "breached": 0})
        assert clean(train, train)["seats"].median() == 3, "the median is 3"

    first = TEST_CHECK.run("03_cleaning", "A test", slip, PUBLIC).findings[0]
    assert first.oracle == "FALSE_ALARM"
    assert first.counterexample and first.counterexample.call == "test_cleaner(clean_plain)"


def test_another_exception_about_a_wrong_cleaner_is_named_with_its_line() -> None:
    """A KeyError is no refusal; the message says which cleaner, what was raised, and where."""

    def careless(clean: cleaners.CleanFunction) -> None:
        table = pd.DataFrame({"seats": [1.0, 2, 3], "breached": 0})
        assert clean(table, table)["seats_missing"].sum() == 0

    said = passed(careless, cleaners.IF_NEEDED)
    assert said and said.startswith("KeyError") and 'clean(table, table)["seats_missing"]' in said
