"""Whether two calls did the same: by value, through containers, with what they did to their arguments."""
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.verify.behaviour import alike, observe, same_behaviour

FRAME = pd.DataFrame({"a": [1.0, None], "b": ["x", "y"]})
INSTANT = pd.Timestamp("2030-01-01", tz="UTC")


class _Fitted:
    def __init__(self, value: float) -> None:
        self.value = value


@dataclass(frozen=True)
class _Pair:
    left: object
    right: object


@pytest.mark.parametrize(("left", "right"), [
    (1, 1.0), (float("nan"), None), (0.1 + 0.2, 0.3), ([1, (2, 3)], [1, (2, 3)]),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}), (FRAME, FRAME[["b", "a"]]),
    (FRAME["a"], FRAME["a"].astype(object)), (pd.Series([1, 2]), pd.Series([1.0, 2.0])),
    (np.array([1.0, np.nan]), np.array([1.0, np.nan])), (np.array(["a"]), np.array(["a"], dtype=object)),
    (INSTANT, INSTANT.tz_convert("Asia/Tokyo")), (_Fitted(1.0), _Fitted(1.0 + 1e-12)),
    (_Pair(1, FRAME), _Pair(1, FRAME.copy())),
])
def test_alike(left: object, right: object) -> None:
    """Values that no check tells apart are alike, whatever their dtype and order of columns."""
    assert alike(left, right) and alike(right, left)


@pytest.mark.parametrize(("left", "right"), [
    (1, 2), (None, 0), ([1], (1,)), ([1], [1, 2]), ({"a": 1}, {"a": 1, "b": 2}), (FRAME, FRAME.iloc[::-1]),
    (FRAME, FRAME["a"]), (FRAME, FRAME.assign(c=1)), (FRAME, FRAME.set_axis([1, 2])), (FRAME, None),
    (FRAME, FRAME.fillna(0)), (np.array([1, 2]), np.array([1, 2, 3])), (np.array([1.0]), np.array([1.1])),
    (INSTANT, INSTANT + pd.Timedelta("1s")), (_Fitted(1.0), _Fitted(2.0)), (_Pair(1, FRAME), _Pair(1, None)),
])
def test_not_alike(left: object, right: object) -> None:
    """Values that differ, or are of another shape, are not alike."""
    assert not alike(left, right) and not alike(right, left)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_a_value_is_like_itself(value: object) -> None:
    """Likeness is reflexive on nested plain values."""
    assert alike(value, value)


def test_an_exception_is_a_behaviour() -> None:
    """Raising differs from returning and from raising something else; the message does not count."""
    def fails(error: type[Exception], text: str):
        def call():
            raise error(text)
        return observe(call, ())
    assert same_behaviour(fails(ValueError, "a"), fails(ValueError, "b"))
    assert not same_behaviour(fails(ValueError, "a"), fails(KeyError, "a"))
    assert not same_behaviour(fails(ValueError, "a"), observe(lambda: None, ()))


def test_spoiling_the_argument_is_a_behaviour() -> None:
    """Two calls of the same value differ if one has written into its argument."""
    def spoils(frame: pd.DataFrame) -> int:
        frame["new"] = 1
        return 2
    spoilt, polite = observe(spoils, (FRAME.copy(),)), observe(lambda frame: 2, (FRAME.copy(),))
    assert not same_behaviour(spoilt, polite)


def test_observing_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    """What a call prints is no noise of the verification."""
    observe(print, ("noise",))
    assert capsys.readouterr().out == ""
