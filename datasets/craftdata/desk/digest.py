"""A fingerprint of a table that is the same on every platform and library version."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd

FIELD, MISSING = "\x1f", "\x00"


def digest(table: pd.DataFrame) -> str:
    """SHA-256 (hexadecimal) of the names and values of all columns, row order included.

    Raises
    ------
    TypeError
        If a column has a type that the Desk does not use.
    """
    total = hashlib.sha256()
    for name in table.columns:
        total.update(f"{name}{FIELD}".encode())
        total.update(_column_bytes(table[name]))
    return total.hexdigest()


def _column_bytes(column: pd.Series) -> bytes:
    if isinstance(column.dtype, pd.DatetimeTZDtype) or column.dtype.kind == "M":
        return column.to_numpy("datetime64[us]").astype("<i8").tobytes()
    if column.dtype.kind in "iub":
        return column.to_numpy().astype("<i8").tobytes()
    if column.dtype.kind == "f":
        return column.to_numpy().astype("<f8").tobytes()
    if isinstance(column.dtype, pd.StringDtype):
        words = np.where(column.isna(), MISSING, column.to_numpy(object))
        return FIELD.join(words).encode()
    raise TypeError(f"no digest for column {column.name!r} of type {column.dtype}")
