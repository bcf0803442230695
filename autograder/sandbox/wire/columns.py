"""The values of one column or index of pandas, whatever its dtype.

Numbers and instants travel as bytes, short text as JSON, long text as an Arrow stream of one column.
"""
from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from autograder.sandbox.errors import BadMessage, NotPlain
from autograder.sandbox.wire.coding import Decode, Decoding, Encode, Encoding
from autograder.sandbox.wire.times import checked_unit, frequency_name, zone_of, zone_tree

# Below this many rows JSON is quicker than Arrow.
_LONG_TEXT = 300
_MASKED = {"Int": pd.arrays.IntegerArray, "UInt": pd.arrays.IntegerArray,
           "Float": pd.arrays.FloatingArray, "boolean": pd.arrays.BooleanArray}


def column_tree(values: pd.Series | pd.Index | pd.api.extensions.ExtensionArray, to: Encoding) -> Any:
    """How a column's values are sent, with their dtype."""
    dtype = values.dtype
    if isinstance(dtype, np.dtype) or type(values) is pd.arrays.NumpyExtensionArray:
        return to.encode(np.asarray(values))
    for kind, encode in _EXTENSIONS.items():
        if isinstance(dtype, kind):
            return encode(values, dtype, to)
    raise NotPlain(f"a column of dtype {dtype} is no plain data")


def _zoned(values: Any, dtype: pd.DatetimeTZDtype, to: Encoding) -> Any:
    instants = np.asarray(values.to_numpy(dtype=f"M8[{dtype.unit}]"))
    return ["instants", to.encode(instants), dtype.unit, zone_tree(dtype.tz)]


def _text(values: Any, dtype: pd.StringDtype, to: Encoding) -> Any:
    name = [dtype.storage, dtype.na_value is pd.NA]
    if len(values) > _LONG_TEXT:
        values = pa.array(values, type=pa.large_string(), from_pandas=True)
        return ["text stream", *name, to.blob(_stream(values))]
    to.count(len(values))
    array = values if isinstance(values, pd.api.extensions.ExtensionArray) else values.array
    if dtype.storage == "pyarrow":
        return ["text", *name, array.__arrow_array__().to_pylist()]
    return ["text", *name, [str(item) if isinstance(item, str) else None for item in array]]


def _category(values: Any, dtype: pd.CategoricalDtype, to: Encoding) -> Any:
    codes = values.cat.codes if isinstance(values, pd.Series) else values.codes
    return ["category", to.encode(np.asarray(codes)), to.encode(dtype.categories), bool(dtype.ordered)]


def _masked(values: Any, dtype: pd.api.extensions.ExtensionDtype, to: Encoding) -> Any:
    if dtype.name.rstrip("0123456789") not in _MASKED:
        raise NotPlain(f"a column of dtype {dtype} is no plain data")
    fill = False if dtype.name == "boolean" else 0
    return ["masked", dtype.name, to.encode(values.to_numpy(dtype=dtype.numpy_dtype, na_value=fill)),
            to.encode(np.asarray(pd.isna(values)))]


def _arrow(values: Any, dtype: pd.ArrowDtype, to: Encoding) -> Any:
    return ["arrow", to.blob(_stream(pa.array(values)))]


def _periods(values: Any, dtype: pd.PeriodDtype, to: Encoding) -> Any:
    ordinals = pd.PeriodIndex(values).asi8
    return ["periods", to.encode(np.asarray(ordinals)), dtype.name.removeprefix("period[").rstrip("]")]


def _intervals(values: Any, dtype: pd.IntervalDtype, to: Encoding) -> Any:
    ends = pd.arrays.IntervalArray(values)
    return ["intervals", to.encode(ends.left), to.encode(ends.right), dtype.closed]


def _dense(values: Any, dtype: pd.SparseDtype, to: Encoding) -> Any:
    return to.encode(np.asarray(values))


_EXTENSIONS: dict[type, Any] = {
    pd.DatetimeTZDtype: _zoned, pd.StringDtype: _text, pd.CategoricalDtype: _category,
    pd.ArrowDtype: _arrow, pd.PeriodDtype: _periods, pd.IntervalDtype: _intervals, pd.SparseDtype: _dense,
    pd.api.extensions.ExtensionDtype: _masked,
}


def _stream(array: pa.Array | pa.ChunkedArray) -> memoryview:
    table = pa.table({"values": array})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return memoryview(sink.getvalue())


def _of_stream(data: memoryview) -> pa.ChunkedArray:
    with pa.ipc.open_stream(pa.py_buffer(data)) as reader:
        table = reader.read_all()
    if table.num_columns != 1:
        raise BadMessage("an Arrow stream of more than one column")
    # Arrow reads offsets and lengths unseen; only a full validation looks at them.
    table.validate(full=True)
    return table.column(0)


def _decode_instants(parts: list[Any], source: Decoding) -> Any:
    instants, unit, zone = source.decode(parts[0]), checked_unit(parts[1]), zone_of(parts[2])
    if instants.dtype != np.dtype(f"M8[{unit}]") or zone is None:
        raise BadMessage("instants of another unit than they say")
    # What an index holds cannot be written to; a column can.
    return pd.DatetimeIndex(instants).tz_localize("UTC").tz_convert(zone).array.copy()


def _decode_text(parts: list[Any], source: Decoding) -> Any:
    storage, is_na, values = parts
    source.count(len(values))
    if any(item is not None and type(item) is not str for item in values):
        raise BadMessage("text that is none")
    return _text_dtype(storage, is_na).__from_arrow__(pa.array(values, pa.large_string()))


def _decode_text_stream(parts: list[Any], source: Decoding) -> Any:
    storage, is_na, number = parts
    values = _of_stream(source.blob(number))
    if values.type != pa.large_string():
        raise BadMessage("text of another type")
    return _text_dtype(storage, is_na).__from_arrow__(values)


def _text_dtype(storage: Any, is_na: Any) -> pd.StringDtype:
    if storage not in ("python", "pyarrow"):
        raise BadMessage("text of no known storage")
    return pd.StringDtype(storage, na_value=pd.NA if is_na else np.nan)


def _decode_category(parts: list[Any], source: Decoding) -> pd.Categorical:
    codes, categories, ordered = source.decode(parts[0]), source.decode(parts[1]), parts[2]
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(categories, bool(ordered)))


def _decode_masked(parts: list[Any], source: Decoding) -> Any:
    name, values, mask = parts[0], source.decode(parts[1]), source.decode(parts[2])
    made = _MASKED[name.rstrip("0123456789")](values, mask)
    if made.dtype.name != name:
        raise BadMessage("numbers of another dtype than they say")
    return made


def _decode_arrow(parts: list[Any], source: Decoding) -> Any:
    return pd.arrays.ArrowExtensionArray(_of_stream(source.blob(*parts)))


def _decode_periods(parts: list[Any], source: Decoding) -> Any:
    return pd.PeriodIndex.from_ordinals(source.decode(parts[0]), freq=frequency_name(parts[1])).array.copy()


def _decode_intervals(parts: list[Any], source: Decoding) -> Any:
    left, right = source.decode(parts[0]), source.decode(parts[1])
    return pd.arrays.IntervalArray.from_arrays(left, right, closed=parts[2])


def _decode_values(parts: list[Any], source: Decoding) -> pd.api.extensions.ExtensionArray:
    values = source.decode(*parts)
    if isinstance(values, pd.api.extensions.ExtensionArray):
        return values
    return pd.arrays.NumpyExtensionArray(values)


ENCODERS: dict[type, Encode] = {
    pd.api.extensions.ExtensionArray: lambda value, to: ["values", column_tree(value, to)],
}
DECODERS: dict[str, Decode] = {
    "instants": _decode_instants,
    "text": _decode_text,
    "text stream": _decode_text_stream,
    "category": _decode_category,
    "masked": _decode_masked,
    "arrow": _decode_arrow,
    "periods": _decode_periods,
    "intervals": _decode_intervals,
    "values": _decode_values,
}
