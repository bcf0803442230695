"""Series, DataFrames and indexes of pandas."""
from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from autograder.sandbox.errors import BadMessage
from autograder.sandbox.wire.coding import Decode, Decoding, Encode, Encoding
from autograder.sandbox.wire.columns import column_tree
from autograder.sandbox.wire.times import frequency_of

_ROWS_AT_MOST = 10_000_000


def _encode_index(value: pd.Index, to: Encoding) -> Any:
    # That of a PeriodIndex is its dtype.
    frequency = None if isinstance(value.dtype, pd.PeriodDtype) else getattr(value, "freqstr", None)
    return ["index", column_tree(value, to), to.encode(value.name), frequency]


def _encode_range(value: pd.RangeIndex, to: Encoding) -> Any:
    return ["range index", value.start, value.stop, value.step, to.encode(value.name)]


def _encode_levels(value: pd.MultiIndex, to: Encoding) -> Any:
    return ["levels", [to.encode(level) for level in value.levels],
            [to.encode(np.asarray(codes)) for codes in value.codes],
            [to.encode(name) for name in value.names]]


def _encode_series(value: pd.Series, to: Encoding) -> Any:
    return ["series", column_tree(value, to), to.encode(value.index), to.encode(value.name)]


def _encode_frame(value: pd.DataFrame, to: Encoding) -> Any:
    to.count(value.shape[1])
    return ["frame", [column_tree(column, to) for _, column in pd.DataFrame.items(value)],
            to.encode(value.index), to.encode(value.columns)]


def _decode_index(parts: list[Any], source: Decoding) -> pd.Index:
    values, name, frequency = source.decode(parts[0]), source.decode(parts[1]), parts[2]
    index = pd.Index(values, dtype=getattr(values, "dtype", None), name=name)
    if frequency is not None:
        index.freq = frequency_of(frequency)
    return index


def _decode_range(parts: list[Any], source: Decoding) -> pd.RangeIndex:
    *bounds, name = parts
    if any(type(bound) is not int for bound in bounds) or len(range(*bounds)) > _ROWS_AT_MOST:
        raise BadMessage("an index that is too long")
    return pd.RangeIndex(*bounds, name=source.decode(name))


def _decode_levels(parts: list[Any], source: Decoding) -> pd.MultiIndex:
    levels, codes, names = map(source.many, parts)
    return pd.MultiIndex(levels=levels, codes=codes, names=names)


def _decode_series(parts: list[Any], source: Decoding) -> pd.Series:
    values, index, name = map(source.decode, parts)
    return pd.Series(values, index=_checked(index), dtype=values.dtype, name=name, copy=False)


def _decode_frame(parts: list[Any], source: Decoding) -> pd.DataFrame:
    columns, index, names = source.many(parts[0]), source.decode(parts[1]), source.decode(parts[2])
    if len(columns) != len(_checked(names)):
        raise BadMessage("a table whose columns do not fit their names")
    series = {place: _as_column(values, index) for place, values in enumerate(columns)}
    frame = pd.DataFrame(series, index=_checked(index), columns=None if series else names, copy=False)
    frame.columns = names
    return frame


def _as_column(values: Any, index: pd.Index) -> Any:
    if np.ndim(values) != 1 or len(values) != len(index):
        raise BadMessage("a column whose values do not fit the index")
    # An array of objects would be looked at and made text.
    return pd.Series(values, index=index, dtype=object) if values.dtype == object else values


def _checked(index: Any) -> pd.Index:
    if not isinstance(index, pd.Index):
        raise BadMessage("an index that is none")
    return index


ENCODERS: dict[type, Encode] = {
    pd.Index: _encode_index,
    pd.RangeIndex: _encode_range,
    pd.MultiIndex: _encode_levels,
    pd.Series: _encode_series,
    pd.DataFrame: _encode_frame,
}
DECODERS: dict[str, Decode] = {
    "index": _decode_index,
    "range index": _decode_range,
    "levels": _decode_levels,
    "series": _decode_series,
    "frame": _decode_frame,
}
