"""Values of Python and numpy arrive as they were: with their types, zones, order and bits."""
from __future__ import annotations

import datetime as dt
import zoneinfo
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.sandbox.errors import NotPlain
from autograder.sandbox.limits import Limits
from craftdata import desk
from tests.sandbox.wire.round_trip import assert_same, through

QUICK = settings(max_examples=60, deadline=None)
ZONES = ("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe")

zones = st.sampled_from(ZONES).map(zoneinfo.ZoneInfo) | st.just(dt.UTC) | st.integers(
    -1000, 1000).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(-2**500, 2**500), st.floats(), st.complex_numbers(),
    st.text(), st.binary(), st.decimals(), st.fractions(), st.dates(), st.times(timezones=st.none() | zones),
    st.datetimes(timezones=st.none() | zones), st.timedeltas(),
    npst.arrays(npst.scalar_dtypes() | npst.unicode_string_dtypes(), ()).map(lambda array: array[()]))
hashable = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.dates(), st.tuples(st.integers()))
values = st.recursive(scalars, lambda inner: st.one_of(
    st.lists(inner, max_size=4), st.tuples(inner, inner), st.dictionaries(hashable, inner, max_size=4),
    st.frozensets(hashable, max_size=4), st.sets(hashable, max_size=4)), max_leaves=8)


@QUICK
@given(values)
def test_plain_values_arrive_as_they_are(value: object) -> None:
    """Any nest of Python's and numpy's values comes back with its types and its text."""
    if isinstance(value, set | frozenset):
        assert through(value) == value
    else:
        assert repr(_sorted_sets(through(value))) == repr(_sorted_sets(value))


def _sorted_sets(value: object) -> object:
    if isinstance(value, set | frozenset):
        return type(value).__name__, sorted(map(repr, value))
    if isinstance(value, list | tuple):
        return type(value)(map(_sorted_sets, value))
    if isinstance(value, dict):
        return {key: _sorted_sets(item) for key, item in value.items()}
    return value


@QUICK
@given(npst.arrays(npst.scalar_dtypes() | npst.unicode_string_dtypes() | npst.byte_string_dtypes()
                   | npst.datetime64_dtypes() | npst.timedelta64_dtypes(),
                   npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)))
def test_arrays_arrive_as_they_are(array: np.ndarray) -> None:
    """Any array without objects comes back with its dtype, shape and bits, and can be written."""
    got = through(array)
    assert got.dtype == array.dtype and got.shape == array.shape and got.tobytes() == array.tobytes()
    assert got.flags.writeable


@pytest.mark.parametrize("value", [
    pd.NaT, pd.NA, pd.Timestamp("2024-10-27 01:30", tz="UTC").tz_convert("Europe/Berlin"),
    pd.Timedelta("1D 3us"), pd.Period("2024-05", "M"), pd.offsets.BusinessDay(2), Decimal("1.10"),
    Fraction(1, 3), 2**200, range(3, 9, 2), slice(None, 3), ..., bytearray(b"x"), np.float32(.1),
    np.datetime64("2024-01-01"), np.str_("t"), np.str_(""), np.bytes_(b"b"), np.bool(True), (), [], {},
    np.array([None, "a", {1}], dtype=object), pd.RangeIndex(2, 8, 3, name="r"), float("-0"),
    dt.datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")), "\ud800",
], ids=repr)
def test_single_values_arrive_as_they_are(value: object) -> None:
    assert_same(through(value), value)


def test_records_of_the_data_sets_arrive_as_they_are() -> None:
    """A frozen dataclass of craftdata is rebuilt by its own class from its fields."""
    holidays = frozenset({dt.date(2024, 5, 1)})
    calendar = desk.Calendar("Europe/Berlin", dt.time(8), dt.time(18, 30), (0, 1), holidays)
    assert through(calendar) == calendar
    incident = desk.Incident(next(iter(desk.INCIDENTS)), 3, 2)
    assert through([incident, desk.Scenario()]) == [incident, desk.Scenario()]


def test_random_generators_go_on_where_they_were() -> None:
    """A generator that arrives draws the numbers that the one sent would have drawn next."""
    for kind in (np.random.PCG64, np.random.PCG64DXSM, np.random.MT19937, np.random.Philox, np.random.SFC64):
        rng = np.random.Generator(kind(7))
        rng.random(3)
        assert through(rng).random() == rng.random()
    state = np.random.RandomState(3)
    state.normal()
    assert through(state).normal() == state.normal()


def test_an_iterator_of_a_list_arrives_where_it_stands_and_can_still_be_gone_through() -> None:
    sent = iter([1, "two", np.arange(3)])
    next(sent)
    arrived = through(sent)
    assert next(arrived) == "two" and next(arrived).tolist() == [0, 1, 2] and not list(arrived)
    assert next(sent) == "two"


def test_derived_classes_arrive_as_their_plain_base() -> None:
    """A learner's class that derives from a plain one is sent as that one, whatever it says of itself."""
    class Liar(int):
        __eq__ = __le__ = __ge__ = __lt__ = lambda self, other: True
        __hash__ = int.__hash__
        __int__ = lambda self: 5  # noqa: E731

    class Table(pd.DataFrame):
        pass

    assert type(through(Liar(7))) is int and through(Liar(7)) == 7
    assert type(through(Table({"a": [1]}))) is pd.DataFrame
    assert type(through(type("T", (str,), {"__str__": lambda self: "x"})("true"))) is str


@pytest.mark.parametrize("value", [object(), lambda: 1, np.zeros(1, [("a", "i4")]), [object()], int,
                                   np.ma.masked_array([1]), iter([object()]), (n for n in [1])],
                         ids=["object", "function", "structured", "list", "class", "masked", "iterator",
                              "generator"])
def test_what_is_no_plain_data_is_refused(value: object) -> None:
    with pytest.raises(NotPlain):
        through(value)


def test_too_deep_too_many_and_too_large_are_refused_where_they_are_sent() -> None:
    nest: list = []
    for _ in range(100):
        nest = [nest]
    small = Limits(values=1000, blob_bytes=1000)
    for value in (nest, list(range(2000)), np.zeros(1000), 10**9000):
        with pytest.raises(NotPlain):
            through(value, small)
