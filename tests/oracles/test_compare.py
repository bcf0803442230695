"""Where two values first differ: by value, not by dtype or order of columns."""
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.oracles.compare import first_difference, show

INSTANT = pd.Timestamp("2030-01-01 12:00", tz="UTC")
FRAME = pd.DataFrame({"a": [1, 2], "b": ["x", None]}, index=[7, 3])


@pytest.mark.parametrize(("got", "expected"), [
    (1.0, 1), (np.float64(0.1) * 3, 0.3), (np.nan, None), (pd.NA, np.nan), (pd.NaT, None),
    (INSTANT.tz_convert("America/New_York"), INSTANT), ({"a": 1.0}, {"a": 1}), ({1, 2}, {2, 1}),
    (pd.Series([1.0, 2.0], name="x"), pd.Series([1, 2])), (FRAME[["b", "a"]], FRAME),
    (FRAME.astype({"a": "float64"}), FRAME), (True, True)])
def test_equal_values_do_not_differ(got: object, expected: object) -> None:
    """dtype, name, column order, zone and the way to write a missing value do not matter."""
    assert first_difference(got, expected) is None


@pytest.mark.parametrize(("got", "expected", "place"), [
    (1, 2, ""), (None, 0, ""), (0.3001, 0.3, ""), (INSTANT + pd.Timedelta("1s"), INSTANT, ""),
    ({"a": 1}, {"a": 1, "b": 2}, "key 'b'"), ({"a": 1, "b": 2}, {"a": 1}, "keys"),
    ({"a": 2}, {"a": 1}, "key 'a'"),
    (pd.Series([1, 3]), pd.Series([1, 2]), "row 1"), (pd.Series([1]), pd.Series([1, 2]), "number of rows"),
    (pd.Series([1, 2], index=[1, 0]), pd.Series([1, 2]), "index"),
    (FRAME.assign(a=[1, 9]), FRAME, "row 3, column a"), (FRAME.drop(columns="b"), FRAME, "columns"),
    (FRAME.iloc[::-1], FRAME, "index"), (FRAME.iloc[:1], FRAME, "number of rows")])
def test_the_first_difference_is_placed(got: object, expected: object, place: str) -> None:
    """A difference names its row, column or key as the learner sees it."""
    found = first_difference(got, expected)
    assert found is not None and found.place == place
    assert found.got != found.expected


def test_of_many_columns_those_that_differ_are_named() -> None:
    """The first eight of twenty are the same in both: what is too much or lacks stands further on."""
    expected = pd.DataFrame(0, index=[1], columns=[f"c{number}" for number in range(20)])
    found = first_difference(expected.rename(columns={"c17": "d"}), expected)
    assert found is not None
    assert (found.got, found.expected) == ("20 columns, with d and without c17",
                                           "20 columns, with c17 and without d")
    found = first_difference(expected.drop(columns="c17"), expected)
    assert found is not None
    assert (found.got, found.expected) == ("19 columns, without c17", "20 columns, with c17")


@pytest.mark.parametrize(("got", "expected", "text"), [
    (FRAME[[]], FRAME, "no columns"), (pd.Series([1]).iloc[:0], pd.Series([1]).iloc[:0].set_axis([]), None),
    ({"a": 1}, {}, "a")])
def test_nothing_has_a_word(got: object, expected: object, text: str | None) -> None:
    """An empty "Got" would look like a fault of the message."""
    found = first_difference(got, expected)
    assert (found.got if found else None) == text


@given(st.lists(st.floats(allow_infinity=False) | st.none(), max_size=6))
def test_a_series_does_not_differ_from_itself(values: list[float | None]) -> None:
    """No value, missing or tiny, makes a series differ from its copy."""
    series = pd.Series(values, dtype=object)
    assert first_difference(series.copy(), series) is None


@pytest.mark.parametrize(("value", "text"), [
    (None, "missing"), (float("nan"), "missing"), (3, "3"), (0.123456789, "0.123457"),
    (np.float64(2.5), "2.5"), (INSTANT, "2030-01-01 12:00:00 UTC"), ({"b", "a"}, "{a, b}"),
    ("x" * 400, "x" * 297 + "...")])
def test_values_are_shown_short(value: object, text: str) -> None:
    """Messages hold short floats, plain instants and sorted sets."""
    assert show(value) == text


class Spy:
    """Answers whatever it is asked, and keeps what that was."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def __contains__(self, key: object) -> bool:
        self.asked.append(key)
        return True

    def __getitem__(self, key: object) -> int:
        self.asked.append(key)
        return 1

    def __iter__(self):
        return iter(self.asked)


@pytest.mark.parametrize("expected", [{"the key": 1}, FRAME, FRAME["a"]], ids=["dict", "table", "column"])
def test_an_object_of_the_learner_s_is_not_asked_for_what_is_expected(expected: object) -> None:
    """It would see the expected keys and could say of each that it is there."""
    spy = Spy()
    assert first_difference(spy, expected).place == "type" and not spy.asked
