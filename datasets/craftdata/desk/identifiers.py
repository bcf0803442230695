"""Identifiers that say nothing about order, time or seed."""

from __future__ import annotations

import numpy as np

from .streams import Streams, stream_key

ROUNDS = 4
MULTIPLIERS = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93)


def draw_ids(streams: Streams, name: str, prefix: str, number: np.ndarray, digits: int = 10) -> np.ndarray:
    """Strings of `prefix`, a dash and hexadecimal digits, distinct for distinct numbers.

    Parameters
    ----------
    name : str
        Kind of thing that is named; each kind has its own keyed permutation of the numbers.
    number : ndarray of int
        From 0 to 16**digits - 1.
    digits : int
        An even number of hexadecimal digits.
    """
    return np.char.add(f"{prefix}-", _hexadecimal(_permuted(streams, name, number, 4 * digits), digits))


def _permuted(streams: Streams, name: str, number: np.ndarray, bits: int) -> np.ndarray:
    """A keyed permutation of the numbers below 2**bits: each step can be undone, so none collide."""
    mask = np.uint64(2**bits - 1)
    x = np.asarray(number).astype(np.uint64)
    for k in range(ROUNDS):
        key = np.uint64(stream_key(int(streams.seed), f"{name}.id.{k}"))
        x = ((x ^ key) & mask) * np.uint64(MULTIPLIERS[k]) & mask
        x ^= x >> np.uint64(bits // 2)
    return x


def _hexadecimal(number: np.ndarray, digits: int) -> np.ndarray:
    if not len(number):
        return np.empty(0, f"U{digits}")
    padded = np.frombuffer(number.astype(">u8").tobytes().hex().encode(), np.uint8).reshape(len(number), 16)
    letters = np.ascontiguousarray(padded[:, 16 - digits :]).astype(np.uint32)
    return letters.view(f"U{digits}").ravel()
