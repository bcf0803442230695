"""Leaving the caller's tables as they were."""
from collections.abc import Callable

import pandas as pd
import pytest

from autograder.draws import public_draw
from autograder.oracles.unchanged_input import leaves_input_alone, leaves_inputs_alone

DRAW = public_draw("91_sample", "f")
PROPERTY = leaves_input_alone(lambda draw: (pd.DataFrame({"x": [2, 1], "y": [0, 0]}), 3), ("table", "limit"))


def test_a_polite_answer_holds() -> None:
    """Working on a copy is no change."""
    assert PROPERTY(lambda table, limit: table.sort_values("x").assign(z=limit), DRAW) is None


@pytest.mark.parametrize(("spoil", "words"), [
    (lambda table: table.insert(0, "new", 1), "gained the columns ['new']"),
    (lambda table: table.pop("y"), "columns changed"),
    (lambda table: setattr(table, "index", [7, 8]), "another index"),
    (lambda table: table.drop(table.index[:1], inplace=True), "rows left to the caller: 1 of 2"),
    (lambda table: table.__setitem__("x", 0), "values changed"),
])
def test_each_way_to_spoil_the_table_is_named(spoil: Callable[[pd.DataFrame], object], words: str) -> None:
    """The message says what happened to which table."""
    example = PROPERTY(lambda table, limit: spoil(table), DRAW)
    assert example is not None and words in example.got and "`table`" in example.expected


def test_a_change_that_only_one_of_several_tables_needs_is_found() -> None:
    """Each of the calls is made: a column that is added where it lacks shows only where it lacks."""
    def add_what_lacks(table: pd.DataFrame) -> None:
        if "y" not in table:
            table["y"] = 0

    calls = [lambda draw: (pd.DataFrame({"x": [1], "y": [2]}),), lambda draw: (pd.DataFrame({"x": [1]}),)]
    example = leaves_inputs_alone(calls, ("table",))(add_what_lacks, DRAW)
    assert example is not None and "gained the columns ['y']" in example.got
    assert leaves_inputs_alone(calls[:1], ("table",))(add_what_lacks, DRAW) is None
