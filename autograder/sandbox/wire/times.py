"""Dates, times and durations of Python and pandas, with their zones, units and folds."""
from __future__ import annotations

import datetime as dt
import functools
import re
import zoneinfo
from typing import Any

import numpy as np
import pandas as pd

from autograder.sandbox.errors import BadMessage, NotPlain
from autograder.sandbox.wire.coding import Decode, Decoding, Encode, Encoding

_UNITS = ("s", "ms", "us", "ns")
_ZONE = re.compile(r"[A-Za-z0-9_+\-/]{1,64}")


def zone_tree(zone: dt.tzinfo | None) -> Any:
    """How a time zone is sent; raises NotPlain for one that has neither an offset nor an IANA name."""
    if zone is None:
        return None
    if type(zone) is dt.timezone:
        return ["offset", zone.utcoffset(None).total_seconds(), zone.tzname(None)]
    name = getattr(zone, "key", None) or str(zone)
    if not _ZONE.fullmatch(name) or name not in _zones():
        raise NotPlain(f"the time zone {name[:60]!r} has no IANA name")
    return ["zone", name]


@functools.cache
def _zones() -> frozenset[str]:
    # Python makes the list anew each time, by reading a folder.
    return frozenset(zoneinfo.available_timezones())


def zone_of(tree: Any) -> dt.tzinfo | None:
    """The time zone that was sent."""
    if tree is None:
        return None
    kind, *parts = tree
    if kind == "zone":
        if not _ZONE.fullmatch(parts[0]):
            raise BadMessage("a time zone without a name")
        return zoneinfo.ZoneInfo(parts[0])
    offset, name = dt.timedelta(seconds=parts[0]), str(parts[1])
    plain = dt.timezone(offset)
    return dt.UTC if plain == dt.UTC else (
        plain if plain.tzname(None) == name else dt.timezone(offset, name))


def checked_unit(unit: Any) -> str:
    """A resolution of pandas; raises BadMessage for anything else."""
    if unit not in _UNITS:
        raise BadMessage("a resolution that pandas has not")
    return str(unit)


def _encode_datetime(value: dt.datetime, to: Encoding) -> Any:
    return ["datetime", value.replace(tzinfo=None, fold=0).isoformat(), zone_tree(value.tzinfo), value.fold]


def _decode_datetime(parts: list[Any], _: Decoding) -> dt.datetime:
    text, zone, fold = parts
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone_of(zone), fold=fold)


def _encode_time(value: dt.time, to: Encoding) -> Any:
    return ["time", value.replace(tzinfo=None, fold=0).isoformat(), zone_tree(value.tzinfo), value.fold]


def _decode_time(parts: list[Any], _: Decoding) -> dt.time:
    text, zone, fold = parts
    return dt.time.fromisoformat(text).replace(tzinfo=zone_of(zone), fold=fold)


def _encode_timestamp(value: pd.Timestamp, to: Encoding) -> Any:
    return ["timestamp", int(value.asm8.astype("int64")), value.unit, zone_tree(value.tzinfo)]


def _decode_timestamp(parts: list[Any], _: Decoding) -> Any:
    number, unit, zone = parts
    stamp = pd.Timestamp(np.datetime64(number, checked_unit(unit)))
    return stamp if zone is None else stamp.tz_localize("UTC").tz_convert(zone_of(zone))


def _encode_period(value: pd.Period, to: Encoding) -> Any:
    return ["period", value.ordinal, value.freqstr]


def _encode_offset(value: pd.offsets.BaseOffset, to: Encoding) -> Any:
    name = value.freqstr
    if pd.tseries.frequencies.to_offset(name) != value:
        raise NotPlain(f"the offset {name!r} is more than its name")
    return ["frequency", name]


def frequency_name(name: Any) -> str:
    """The name of a frequency; raises BadMessage for what cannot be one."""
    if not isinstance(name, str) or not re.fullmatch(r"[-\w]{1,40}", name):
        raise BadMessage("a frequency without a name")
    return name


def frequency_of(name: Any) -> pd.offsets.BaseOffset:
    """An offset from its name; raises BadMessage for what cannot be one."""
    return pd.tseries.frequencies.to_offset(frequency_name(name))


ENCODERS: dict[type, Encode] = {
    dt.datetime: _encode_datetime,
    dt.date: lambda value, to: ["date", value.isoformat()],
    dt.time: _encode_time,
    dt.timedelta: lambda value, to: ["timedelta", value.days, value.seconds, value.microseconds],
    dt.timezone: lambda value, to: ["tzinfo", zone_tree(value)],
    zoneinfo.ZoneInfo: lambda value, to: ["tzinfo", zone_tree(value)],
    pd.Timestamp: _encode_timestamp,
    pd.Timedelta: lambda value, to: ["duration", int(value.asm8.astype("int64")), value.unit],
    pd.Period: _encode_period,
    pd.offsets.BaseOffset: _encode_offset,
    type(pd.NaT): lambda value, to: ["NaT"],
    type(pd.NA): lambda value, to: ["NA"],
}
DECODERS: dict[str, Decode] = {
    "datetime": _decode_datetime,
    "date": lambda parts, source: dt.date.fromisoformat(*parts),
    "time": _decode_time,
    "timedelta": lambda parts, source: dt.timedelta(*parts),
    "tzinfo": lambda parts, source: zone_of(*parts),
    "timestamp": _decode_timestamp,
    "duration": lambda parts, source: pd.Timedelta(np.timedelta64(parts[0], checked_unit(parts[1]))),
    "period": lambda parts, source: pd.Period(ordinal=parts[0], freq=frequency_name(parts[1])),
    "frequency": lambda parts, source: frequency_of(*parts),
    "NaT": lambda parts, source: pd.NaT,
    "NA": lambda parts, source: pd.NA,
}
