"""Identifiers that say nothing about order, time or seed."""

from __future__ import annotations

import numpy as np

from .streams import Streams

DIGITS = 10


def draw_ids(streams: Streams, name: str, prefix: str, n: int) -> np.ndarray:
    """`n` distinct strings (`prefix`, a dash and ten hexadecimal digits), drawn uniformly at random."""
    numbers = streams.integers(f"{name}.id", 16**DIGITS, n)
    attempt = 0
    while len(repeated := _repeated(numbers)):
        attempt += 1
        numbers[repeated] = streams.integers(f"{name}.id.redraw.{attempt}", 16**DIGITS, len(repeated))
    padded = numbers.astype(">u8").tobytes().hex().encode()
    digits = np.frombuffer(padded, f"S{DIGITS + 6}").astype(f"U{DIGITS + 6}") if n else np.empty(0, "U16")
    return np.char.add(f"{prefix}-", _last_digits(digits))


def _repeated(numbers: np.ndarray) -> np.ndarray:
    """Positions of the values that occurred before."""
    first = np.zeros(len(numbers), bool)
    first[np.unique(numbers, return_index=True)[1]] = True
    return np.flatnonzero(~first)


def _last_digits(padded: np.ndarray) -> np.ndarray:
    letters = padded.view("U1").reshape(len(padded), -1)[:, -DIGITS:]
    return np.ascontiguousarray(letters).view(f"U{DIGITS}").ravel()
