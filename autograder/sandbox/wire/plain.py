"""Python's own values: numbers, text, bytes, collections."""
from __future__ import annotations

import copy
from collections import namedtuple
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from autograder.sandbox.errors import BadMessage, NotPlain
from autograder.sandbox.wire.coding import Decode, Decoding, Encode, Encoding

_SMALL = 2**63
_DIGITS_AT_MOST = 4096
_FIELDS_AT_MOST = 64
_RANGE_AT_MOST = 10_000_000


def _encode_int(value: int, to: Encoding) -> Any:
    value = int.__int__(value)
    if -_SMALL <= value < _SMALL:
        return value
    digits = format(value, "x")
    if len(digits) > _DIGITS_AT_MOST:
        raise NotPlain(f"an integer of more than {_DIGITS_AT_MOST} hexadecimal digits")
    return ["int", digits]


def _decode_int(parts: list[Any], _: Decoding) -> int:
    (digits,) = parts
    if len(digits) > _DIGITS_AT_MOST + 1:
        raise BadMessage("an integer that is too long")
    return int(digits, 16)


def _encode_items(tag: str) -> Encode:
    def encode(value: Any, to: Encoding) -> Any:
        to.count(len(value))
        return [tag, [to.encode(item) for item in value]]
    return encode


def _encode_iterator(value: Iterator[Any], to: Encoding) -> Any:
    # A copy: what has been looked at can still be gone through.
    return ["iterator", to.encode(list(copy.copy(value)))]


def _encode_tuple(value: tuple[Any, ...], to: Encoding) -> Any:
    names = getattr(type(value), "_fields", None)
    if type(value) is tuple or type(names) is not tuple or len(names) != tuple.__len__(value):
        return _encode_items("tuple")(tuple(tuple.__iter__(value)), to)
    return ["named", type(value).__name__, list(map(str, names)), _encode_items("tuple")(tuple(value), to)]


def _decode_named(parts: list[Any], source: Decoding) -> Any:
    name, names, values = parts
    if len(names) > _FIELDS_AT_MOST or len(name) > 100 or any(len(field) > 100 for field in names):
        raise BadMessage("a tuple with too many names")
    return namedtuple(name, names)(*source.decode(values))


def _encode_dict(value: dict[Any, Any], to: Encoding) -> Any:
    # The base class's own methods: a derived class may say anything.
    to.count(2 * dict.__len__(value))
    return ["dict", [to.encode(key) for key in dict.keys(value)],
            [to.encode(item) for item in dict.values(value)]]


def _decode_dict(parts: list[Any], source: Decoding) -> dict[Any, Any]:
    keys, values = map(source.many, parts)
    return dict(zip(keys, values, strict=True))


def _encode_bytes(tag: str) -> Encode:
    return lambda value, to: [tag, to.blob(bytes(value))]


def _encode_range(value: range, to: Encoding) -> Any:
    return ["range", value.start, value.stop, value.step]


def _decode_range(parts: list[Any], _: Decoding) -> range:
    if any(type(part) is not int for part in parts):
        raise BadMessage("a range of no integers")
    made = range(*parts)
    if len(made) > _RANGE_AT_MOST:
        raise BadMessage("a range that is too long")
    return made


ENCODERS: dict[type, Encode] = {
    int: _encode_int,
    # Reached by classes derived from them alone.
    str: lambda value, to: str.__str__(value),
    float: lambda value, to: float.__float__(value),
    complex: lambda value, to: ["complex", value.real, value.imag],
    bytes: _encode_bytes("bytes"),
    bytearray: _encode_bytes("bytearray"),
    list: _encode_items("list"),
    type(iter([])): _encode_iterator,
    tuple: _encode_tuple,
    set: _encode_items("set"),
    frozenset: _encode_items("frozenset"),
    dict: _encode_dict,
    range: _encode_range,
    slice: lambda value, to: ["slice", *map(to.encode, (value.start, value.stop, value.step))],
    Decimal: lambda value, to: ["decimal", str(value)],
    Fraction: lambda value, to: ["fraction", to.encode(value.numerator), to.encode(value.denominator)],
    type(Ellipsis): lambda value, to: ["ellipsis"],
}
DECODERS: dict[str, Decode] = {
    "int": _decode_int,
    "complex": lambda parts, source: complex(*parts),
    "bytes": lambda parts, source: bytes(source.blob(*parts)),
    "bytearray": lambda parts, source: bytearray(source.blob(*parts)),
    "list": lambda parts, source: source.many(*parts),
    "iterator": lambda parts, source: iter(source.decode(*parts)),
    "tuple": lambda parts, source: tuple(source.many(*parts)),
    "named": _decode_named,
    "set": lambda parts, source: set(source.many(*parts)),
    "frozenset": lambda parts, source: frozenset(source.many(*parts)),
    "dict": _decode_dict,
    "range": _decode_range,
    "slice": lambda parts, source: slice(*map(source.decode, parts)),
    "decimal": lambda parts, source: Decimal(*parts),
    "fraction": lambda parts, source: Fraction(*map(source.decode, parts)),
    "ellipsis": lambda parts, source: ...,
}
