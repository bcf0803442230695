"""The check of assert_grain: what lazy answers earn, what a message must hold, what each draw holds."""
from collections import Counter
from collections.abc import Callable

import pandas as pd
import pytest

from autograder.checks.aggregation.assert_grain import CHECK, message_helps, random_tables
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("04_aggregation", "assert_grain")
GRADED = [graded_draw("04_aggregation", "assert_grain", learner_key(f"l{i}")) for i in range(8)]


def _refuse_all(table: pd.DataFrame, key: list[str]) -> None:
    raise ValueError("no")


def _print_all(table: pd.DataFrame, key: list[str]) -> None:
    raise ValueError(f"duplicates:\n{table[table.duplicated(key, keep=False)].to_string()}")


def _say(table: pd.DataFrame, key: list[str]) -> None:
    shared = table.duplicated(key, keep=False)
    raise ValueError(f"{shared.sum()} rows, like {table.loc[shared, key].iloc[-1].tolist()}")


@pytest.mark.parametrize("answer", [lambda table, key: None, _refuse_all, lambda table, key: table],
                         ids=["accepts all", "refuses all", "returns the table"])
def test_an_answer_that_does_not_look_earns_nothing(answer: object) -> None:
    """To accept everything, or to refuse everything, is no guard."""
    assert CHECK.run("04_aggregation", "", answer, PUBLIC).points == 0


def test_rows_are_no_number_of_rows() -> None:
    """A message that prints the offending rows does not pass for one that says how many there are."""
    for draw in (PUBLIC, *GRADED):
        assert message_helps(_print_all, draw) is not None
        assert message_helps(_say, draw) is None


def test_a_key_named_without_looking_is_no_example() -> None:
    """The first row, the last row, and the commonest value of each column are no key that stands twice."""
    def naming(pick: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[pd.DataFrame, list[str]], None]:
        def answer(table: pd.DataFrame, key: list[str]) -> None:
            shared = table.duplicated(key, keep=False).sum()
            raise ValueError(f"{shared} rows, {pick(table[key]).to_dict('list')}")
        return answer
    for draw in (PUBLIC, *GRADED):
        for pick in (lambda keys: keys.head(1), lambda keys: keys.tail(1), lambda keys: keys.mode().head(1)):
            assert message_helps(naming(pick), draw) is not None


def test_an_exception_of_another_kind_is_a_refusal_of_the_wrong_type() -> None:
    """KeyError counts as a refusal everywhere but where the type is asked about."""
    def answer(table: pd.DataFrame, key: list[str]) -> None:
        if table[key].isna().any(axis=None) or table.duplicated(key).any():
            raise KeyError(str(Counter(map(tuple, table[key].to_numpy()))))
    failures = {failure.oracle for failure in CHECK.run("04_aggregation", "", answer, PUBLIC).failures}
    assert failures == {"ASSERT_STATEMENT", "MESSAGE_SAYS_NOTHING"}


def test_a_bug_is_no_refusal() -> None:
    """A TypeError on a good table is shown as an exception, with the learner's line, not as a refusal."""
    def answer(table: pd.DataFrame, key: list[str]) -> None:
        raise TypeError("a bug")
    result = CHECK.run("04_aggregation", "", answer, PUBLIC)
    assert result.points == 0 and "TypeError: a bug" in result.failures[0].error


def test_every_draw_holds_the_rare_tables() -> None:
    """Each draw has good and bad tables, keys of one to three columns, missing keys, and colliding names."""
    for draw in (PUBLIC, *GRADED):
        tables = random_tables(draw)
        bad = [table[key].isna().any(axis=None) or table.duplicated(key).any() for table, key in tables]
        assert 0.2 < sum(bad) / len(bad) < 0.9
        assert {len(key) for _, key in tables} == {1, 2, 3}
        assert any(table[key].isna().any(axis=None) and not table.duplicated(key).any()
                   for table, key in tables)
        assert any(not wrong and table[key].agg("".join, axis=1).duplicated().any()
                   for (table, key), wrong in zip(tables, bad, strict=True))
