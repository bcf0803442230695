"""numpy's arrays and scalars: raw bytes with a dtype that holds no objects."""
from __future__ import annotations

import re
from typing import Any

import numpy as np

from autograder.sandbox.errors import BadMessage, NotPlain
from autograder.sandbox.wire.coding import Decode, Decoding, Encode, Encoding

_KINDS = "biufcmMSU"
_DTYPE = re.compile(r"[<>|=]?([biufcSU]\d{1,6}|[mM]8(\[\d{0,6}[A-Za-z]{1,2}\])?)")
_LAST_CODE_POINT = 0x10FFFF
_DIMENSIONS_AT_MOST = 32


def checked_dtype(text: Any) -> np.dtype[Any]:
    """The dtype of a text such as "<f8"; raises BadMessage for one that could hold anything but numbers."""
    if not isinstance(text, str) or not _DTYPE.fullmatch(text):
        raise BadMessage("an array of no known dtype")
    return np.dtype(text)


def _encode_array(value: np.ndarray, to: Encoding) -> Any:
    if isinstance(value, np.ma.MaskedArray):
        raise NotPlain("a masked array is no plain data")
    if value.dtype.kind == "O":
        to.count(value.size)
        return ["objects", list(value.shape), [to.encode(item) for item in value.ravel()]]
    if value.dtype.kind not in _KINDS:
        raise NotPlain(f"an array of dtype {value.dtype} is no plain data")
    return ["array", value.dtype.str, list(value.shape), to.blob(value.tobytes())]


def _decode_array(parts: list[Any], source: Decoding) -> np.ndarray:
    text, shape, number = parts
    dtype, data = checked_dtype(text), source.blob(number)
    shape, size = _checked_shape(shape)
    if size * dtype.itemsize != data.nbytes:
        raise BadMessage("an array whose bytes do not fit its shape")
    if dtype.itemsize == 0 or size == 0:
        return np.zeros(shape, dtype)
    return _valid(np.frombuffer(data, dtype).reshape(shape).copy())


def _checked_shape(shape: Any) -> tuple[tuple[int, ...], int]:
    if len(shape) > _DIMENSIONS_AT_MOST or any(type(side) is not int or side < 0 for side in shape):
        raise BadMessage("an array of no possible shape")
    size = 1
    for side in shape:
        size *= side
    return tuple(shape), size


def _valid(array: np.ndarray) -> np.ndarray:
    """The array, if its bytes are values of its dtype: numpy takes them unseen."""
    if array.dtype.kind == "b":
        return array.view("u1").astype(bool)
    if array.dtype.kind == "U":
        codes = array.reshape(-1).view(array.dtype.byteorder.replace("|", "=") + "u4")
        if codes.max() > _LAST_CODE_POINT:
            raise BadMessage("text that is none")
    return array


def _decode_objects(parts: list[Any], source: Decoding) -> np.ndarray:
    shape, size = _checked_shape(parts[0])
    values = source.many(parts[1])
    if size != len(values):
        raise BadMessage("an array whose values do not fit its shape")
    array = np.empty(size, dtype=object)
    for place, value in enumerate(values):
        array[place] = value
    return array.reshape(shape)


def _encode_scalar(value: np.generic, to: Encoding) -> Any:
    if value.dtype.kind not in _KINDS:
        raise NotPlain(f"a scalar of dtype {value.dtype} is no plain data")
    return ["scalar", value.dtype.str, value.tobytes().hex()]


def _decode_scalar(parts: list[Any], _: Decoding) -> np.generic:
    dtype, data = checked_dtype(parts[0]), bytes.fromhex(parts[1])
    if len(data) != dtype.itemsize:
        raise BadMessage("a scalar whose bytes do not fit its dtype")
    if not data:
        return dtype.type()
    return _valid(np.frombuffer(data, dtype).copy())[0]


ENCODERS: dict[type, Encode] = {
    np.ndarray: _encode_array,
    np.generic: _encode_scalar,
    # Their length is that of their text, which a dtype cannot say of the empty one.
    np.str_: lambda value, to: ["numpy text", str(value)],
    np.bytes_: lambda value, to: ["numpy bytes", to.blob(bytes(value))],
}
DECODERS: dict[str, Decode] = {
    "array": _decode_array,
    "objects": _decode_objects,
    "scalar": _decode_scalar,
    "numpy text": lambda parts, source: np.str_(*parts),
    "numpy bytes": lambda parts, source: np.bytes_(bytes(source.blob(*parts))),
}
