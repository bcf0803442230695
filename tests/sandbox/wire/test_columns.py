"""Columns, indexes and tables of pandas arrive as they were: values, dtypes, labels, names."""
from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sandbox.wire.every_column import columns
from tests.sandbox.wire.round_trip import assert_same, through

ZONES = ("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe")

stamps = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2100, 1, 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(stamps | st.none(), max_size=5), st.sampled_from(ZONES),
       st.sampled_from(["s", "ms", "us", "ns"]))
def test_instants_keep_zone_and_unit(moments: list[dt.datetime | None], zone: str, unit: str) -> None:
    """A column, an index and a scalar of instants keep their instants, time zone and resolution."""
    column = pd.Series(pd.to_datetime(moments, utc=True)).astype(f"datetime64[{unit}, UTC]")
    column = column.dt.tz_convert(zone)
    for value in (column, pd.Index(column, name="when"), *column):
        assert_same(through(value), value)
        assert getattr(through(value), "unit", None) == getattr(value, "unit", None)


@pytest.mark.parametrize("name", columns())
def test_columns_of_every_kind_arrive_as_they_are(name: str) -> None:
    """A column keeps values and dtype; also empty, long, without a name, as index, in a table."""
    column = columns()[name]
    long = pd.concat([column] * 200, ignore_index=True)
    for value in (column, column[:0], long, column.set_axis([5, 7, 9]), column.array, column.to_frame()):
        got = through(value)
        if isinstance(value, pd.api.extensions.ExtensionArray):
            got, value = pd.Series(got), pd.Series(value)
        assert_same(got, value)
    if column.map(type).ne(dict).all():
        assert_same(through(pd.Index(column)), pd.Index(column))


@pytest.mark.parametrize("name", sorted(set(columns()) - {"objects"}))
def test_columns_that_arrive_can_be_written_to(name: str) -> None:
    """A learner's function may change its arguments in place, over the wire as in a notebook."""
    frame = columns()[name].to_frame()
    for column in (through(frame)[name], through(columns()[name])):
        column[column.isna()] = column.iloc[2]
        column.iloc[0] = column.iloc[2]
        assert column.iloc[0] == column.iloc[2] or pd.isna(column.iloc[2])


def test_tables_keep_index_columns_and_names() -> None:
    """Non-default, named, duplicate and many-levelled labels arrive as they are, with the empty table."""
    levels = pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["team", None])
    frames = [
        pd.DataFrame(), pd.DataFrame(index=[3, 1]), pd.DataFrame(columns=["a", "b"]),
        pd.DataFrame({"a": [1, 2], "b": ["x", None]}, index=pd.Index([9, 4], name="row")),
        pd.DataFrame([[1, 2.5], [3, 4.5]], columns=["same", "same"]),
        pd.DataFrame(np.arange(8.0).reshape(4, 2), index=levels, columns=pd.MultiIndex.from_tuples(
            [("x", 1), ("y", 2)])),
        pd.DataFrame({"t": range(3)}, pd.date_range("2024-01-01", periods=3, freq="D", tz="Europe/Berlin")),
        pd.DataFrame({0: ["a"], ("t", 1): [b"b"], None: [1.0]}),
        pd.DataFrame({"a": [1]}).rename_axis(columns="kind"),
    ]
    for frame in frames:
        assert_same(through(frame), frame)
        assert through(frame).index.names == frame.index.names
        assert through(frame).columns.names == frame.columns.names
