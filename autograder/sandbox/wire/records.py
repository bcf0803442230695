"""Objects of the course's data sets, rebuilt by their own classes: records, and the client of a desk.

A client holds nothing but the function that asks its desk: sent to a learner's code, it is a client there
whose function calls back here. So the world, and with it the truth, stays with the process that opened it.
"""
from __future__ import annotations

import dataclasses
from typing import Any

from autograder.sandbox.errors import BadMessage
from autograder.sandbox.wire.coding import Decode, Decoding, Encode, Encoding
from craftdata import desk

# All that are plain fields. desk.World and desk.Client are not among them: the truth never crosses.
RECORDS = (desk.Calendar, desk.Scenario, desk.Incident, desk.DaySummary, desk.Decision, desk.Day, desk.Tables)
_BY_NAME = {kind.__name__: kind for kind in RECORDS}


def _encode(value: Any, to: Encoding) -> Any:
    return ["record", type(value).__name__, [to.encode(getattr(value, name)) for name in _names(type(value))]]


def _decode(parts: list[Any], source: Decoding) -> Any:
    kind = _BY_NAME.get(parts[0])
    if kind is None:
        raise BadMessage("a record of no known kind")
    return kind(**dict(zip(_names(kind), source.many(parts[1]), strict=True)))


def _names(kind: type) -> list[str]:
    return [field.name for field in dataclasses.fields(kind) if field.init]


def _encode_client(value: desk.Client, to: Encoding) -> Any:
    return ["client", to.encode(value._call)]


def _decode_client(parts: list[Any], source: Decoding) -> desk.Client:
    call = source.decode(*parts)
    if not callable(call):
        raise BadMessage("a client of no desk")
    return desk.Client(call)


ENCODERS: dict[type, Encode] = {**dict.fromkeys(RECORDS, _encode), desk.Client: _encode_client}
DECODERS: dict[str, Decode] = {"record": _decode, "client": _decode_client}
