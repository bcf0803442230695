"""What a call did to its arguments is done to the caller's own objects."""
from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from autograder.sandbox.wire.changes import write_back


@pytest.mark.parametrize(("mine", "changed"), [
    (pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"b": ["x"]}, index=[7])),
    (pd.DataFrame({"a": [1, 2]}), pd.DataFrame()),
    (pd.Series([1, 2], name="a"), pd.Series([2.5], index=["k"], name="b")),
    (pd.Series([1, 2], name="a"), pd.Series([1, 2])),
    (np.arange(3), np.array([3, 2, 1])), ([1, [2]], [[2]]), ({"a": 1}, {"b": [2]}), ({1}, {2, 3}),
    (bytearray(b"ab"), bytearray(b"c")),
], ids=str)
def test_the_caller_s_object_becomes_what_came_back(mine: object, changed: object) -> None:
    """Tables, arrays and collections are changed in place, whatever their new size."""
    write_back(mine, changed)
    if isinstance(mine, pd.DataFrame):
        pd.testing.assert_frame_equal(mine, changed)
    elif isinstance(mine, pd.Series):
        pd.testing.assert_series_equal(mine, changed)
    else:
        assert repr(mine) == repr(changed)


def test_a_generator_goes_on_where_the_call_left_it() -> None:
    mine, changed = np.random.default_rng(1), np.random.default_rng(1)
    changed.random(5)
    write_back(mine, changed)
    assert mine.random() == changed.random()


def test_something_of_another_type_changes_nothing() -> None:
    mine = [1]
    write_back(mine, {"a": 2})
    write_back((1,), (2,))
    assert mine == [1]
