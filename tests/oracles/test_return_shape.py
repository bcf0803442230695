"""RETURN_SHAPE tells what kind of thing came back, and leaves its values to the other oracles."""
import pandas as pd
import pytest

from autograder.draws import public_draw
from autograder.oracles.cases import Case
from autograder.oracles.oracle import Answer, put
from autograder.oracles.return_shape import described, return_shape, same_shape
from autograder.results import Outcome

TABLE = pd.DataFrame({"team": ["emea-1"], "rate": [0.5]})
DRAW = public_draw("04", "any")


@pytest.mark.parametrize("got, expected", [
    (TABLE.assign(rate=7), TABLE),
    (pd.Series([1]), pd.Series([0.5])),
    (pd.Series([1.0, None], dtype=object), pd.Series([0.5])),
    (pd.Series([1], dtype="Int64"), pd.Series([3])),
    (frozenset({"T-2"}), {"T-1"}),
    (set(), {"T-1"}),
    (None, None),
])
def test_other_values_of_the_same_shape_pass(got, expected):
    """Values, numbers of rows and dtypes of equal meaning are not judged."""
    assert same_shape(got, expected)


@pytest.mark.parametrize("got, expected", [
    (TABLE.set_index("team"), TABLE),
    (TABLE[["rate", "team"]], TABLE),
    (TABLE["rate"], TABLE),
    (pd.Series([0.5]), pd.Series([3])),
    (pd.Series(["0.5"]), pd.Series([0.5])),
    (pd.Series([True]), pd.Series([0.5])),
    ([0.5], pd.Series([0.5])),
    (["T-1"], {"T-1"}),
    ({3}, {"T-1"}),
    (True, None),
])
def test_another_shape_fails(got, expected):
    """An index for a column, another order of columns, decimals for counts, labels for ids, True for None."""
    assert not same_shape(got, expected)


def test_order_of_columns_is_judged_only_where_it_was_asked_for():
    """A task whose prompt leaves the order open says in_order=False."""
    assert same_shape(TABLE[["rate", "team"]], TABLE, in_order=False)


def test_the_example_says_both_shapes_although_the_contract_refuses_the_value():
    """The contract's sentence would come first otherwise, without call, got and expected."""
    oracle = return_shape(0.5, "Any", lambda draw: [Case((), TABLE, "f()")])
    result = put(oracle, Answer(lambda: TABLE.set_index("team"), lambda value: "refused"), DRAW)
    assert result.outcome == Outcome.WRONG
    assert result.counterexample.got == "a DataFrame with the columns rate, indexed by team"
    assert result.counterexample.expected == "a DataFrame with the columns team, rate"


def test_a_stub_is_told_as_not_attempted():
    """RETURN_SHAPE comes first, so it is the oracle that meets the unwritten answer."""
    def stub():
        raise NotImplementedError
    result = put(return_shape(0.5, "Any", lambda draw: [Case((), TABLE, "f()")]), stub, DRAW)
    assert result.outcome == Outcome.NOT_ATTEMPTED


def test_empty_things_have_words():
    """An empty "Got" would look like a fault of the message."""
    assert described(pd.DataFrame()) == "a DataFrame with no columns"
    assert described(set()) == "an empty set"
    assert described(None) == "None"
