"""Agreeing with a definition, case by case."""
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from autograder.draws import Draw, public_draw
from autograder.oracles.cases import Case, agrees, rows_text
from autograder.oracles.oracle import Oracle, put
from autograder.results import Counterexample, Outcome

DRAW = public_draw("91_sample", "double")


def _cases(draw: Draw) -> Iterator[Case]:
    yield Case((2,), 4, "double(2)", "rows:\n 2", "Two twos are four.")
    yield Case((3,), 6, "double(3)")


def test_a_right_answer_agrees() -> None:
    """No case differs, so there is no counter-example."""
    assert agrees(_cases)(lambda x: 2 * x, DRAW) is None


def test_the_first_case_that_differs_is_shown() -> None:
    """The counter-example holds that case's call, both values, rows and note."""
    example = agrees(_cases)(lambda x: x * x + 1, DRAW)
    assert (example.call, example.got, example.expected) == ("double(2)", "5", "4")
    assert (example.rows, example.note) == ("rows:\n 2", "Two twos are four.")


def test_a_later_case_is_shown_when_the_earlier_hold() -> None:
    """The smallest cases come first; a wrong answer that passes them is shown the next."""
    assert agrees(_cases)(lambda x: x * x, DRAW).call == "double(3)"


def test_the_place_of_a_difference_is_said() -> None:
    """A Series that differs in one row says which."""
    def cases(draw: Draw) -> Iterator[Case]:
        yield Case((), pd.Series([1, 2], index=["a", "b"]), "f()")
    example = agrees(cases)(lambda: pd.Series([1, 3], index=["a", "b"]), DRAW)
    assert (example.got, example.expected) == ("3 (row b)", "2 (row b)")


def test_a_case_that_raises_is_shown_with_its_call_rows_and_note() -> None:
    """What an answer was called with is shown of the case in which it raises."""
    oracle = Oracle("DOUBLE", 1.0, "It does not double.", "Sums drift.", "Edges", agrees(_cases))
    first = put(oracle, lambda x: x / 0, DRAW)
    assert first.outcome == Outcome.RAISED and first.error.startswith("ZeroDivisionError")
    assert first.counterexample == Counterexample("double(2)", "", "", "rows:\n 2", "Two twos are four.")
    assert put(oracle, {2: 4}.__getitem__, DRAW).counterexample == Counterexample("double(3)", "", "")


def test_a_case_is_not_shown_for_another_call() -> None:
    """What raises after the cases, or in an oracle without cases, is shown without one."""
    def after(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        return agrees(_cases)(answer, draw) or answer(0)
    for test in (after, lambda answer, draw: answer(0)):
        oracle = Oracle("DOUBLE", 1.0, "It does not double.", "Sums drift.", "Edges", test)
        raised = put(oracle, {2: 4, 3: 6}.__getitem__, DRAW)
        assert (raised.outcome, raised.counterexample) == (Outcome.RAISED, None)


def test_rows_are_named_and_instants_short() -> None:
    """Tables stand under their names; whole minutes have no seconds; missing values say so."""
    times = pd.to_datetime(["2030-03-04 10:00", None]).tz_localize("UTC")
    text = str(rows_text(tickets=pd.DataFrame({"at": times})))
    assert text.startswith("tickets:") and "10:00" in text and "10:00:00" not in text and "missing" in text


def test_the_year_is_shown_where_there_are_several() -> None:
    """1970, which stands for no time at all, is told from a day of this year."""
    times = pd.Series(pd.to_datetime(["2030-03-04 10:00", "1970-01-01 00:00"], utc=True))
    assert "Thu 01 Jan 1970 00:00" in str(rows_text(tickets=times.to_frame("at")))
    assert "2030" not in str(rows_text(tickets=times[:1].to_frame("at")))


def test_an_empty_table_says_so() -> None:
    """A table without rows is named, and said to have none."""
    assert str(rows_text(removed=pd.DataFrame({"key": [], "reason": []}))) == "removed: no rows"


def test_rows_show_the_tables_as_they_were_before_the_answer_ran() -> None:
    """An answer that spoils its input in place does not change what the message shows."""
    table = pd.DataFrame({"n": [1, 2]})
    rows = "before\n" + rows_text(table=table)
    table["n"] = 99
    table.loc[0, "n"] = 98
    assert "1" in str(rows) and "9" not in str(rows) and str(rows).startswith("before")
