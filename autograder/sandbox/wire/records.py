"""Frozen dataclasses of the course's data sets, by their fields: they are rebuilt by their own classes."""
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


ENCODERS: dict[type, Encode] = dict.fromkeys(RECORDS, _encode)
DECODERS: dict[str, Decode] = {"record": _decode}
