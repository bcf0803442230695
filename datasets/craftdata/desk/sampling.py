"""Giving out few places by lot, with the chance of each ticket known exactly."""

from __future__ import annotations

import zlib

import numpy as np

from .streams import uniform_of

SLACK = 1e-9  # rounding of a sum of a few hundred probabilities


def lot(ids: np.ndarray, salt: str) -> np.ndarray:
    """A uniform in [0, 1) for each identifier, fixed by identifier and salt and nothing else."""
    key = zlib.crc32(salt.encode()) * 0x9E3779B97F4A7C15 % 2**64
    return uniform_of(key, np.array([_bits(item) for item in ids], np.uint64))


def _bits(item: str) -> int:
    """40 bits of an identifier (two checksums of 32 bits would do as well; one has too many ties)."""
    data = item.encode()
    return (zlib.crc32(data) << 8 ^ zlib.adler32(data) & 0xFF) & (2**40 - 1)


def systematic_sample(chance: np.ndarray, rank: np.ndarray, start: float) -> np.ndarray:
    """Positions drawn so that each is drawn with exactly its `chance`, and never more than ceil(sum) of them.

    Systematic sampling (Madow 1949, "On the theory of systematic sampling, II"): the chances are laid end to
    end in the order of `rank`; a position is drawn if one of `start`, `start + 1`, … falls into its piece.

    Parameters
    ----------
    chance : ndarray (n,)
        Chances from 0 to 1.
    rank : ndarray (n,)
        The order in which they are laid.
    start : float
        Uniform in [0, 1): the only random number that decides.

    Raises
    ------
    ValueError
        If a chance is no number from 0 to 1.
    """
    if not ((chance >= 0) & (chance <= 1 + SLACK)).all():
        raise ValueError("chance must hold numbers from 0 to 1")
    order = np.argsort(rank, kind="stable")
    edges = np.cumsum(np.minimum(chance[order], 1.0))
    total = np.round(edges[-1:])
    # A sum meant to be whole may miss it by rounding; the number of draws must not.
    edges = np.where(np.abs(edges - total) < SLACK, total, edges) if len(edges) else edges
    points = np.floor(edges - start)
    drawn = np.diff(np.concatenate([[np.floor(-start)], points])) > 0
    return np.sort(order[drawn])


def with_exploration(
    tiers: list[np.ndarray], eligible: np.ndarray, places: float, epsilon: float
) -> np.ndarray:
    """Chance of a place for each ticket: most places for the preferred, a share `epsilon` for anybody.

    Parameters
    ----------
    tiers : list of ndarray of bool (n,)
        Whom the rule would take, the most preferred first; a later tier gets what the earlier leave. All of
        one tier have the same chance.
    eligible : ndarray of bool (n,)
        Who may be taken at all.
    places : float
    epsilon : float
        Share of the places that goes to all eligible tickets alike.

    Returns
    -------
    ndarray of float (n,)
        Adds up to `places` at most; 0 for those not eligible.
    """
    anybody = min(1.0, epsilon * places / max(int(eligible.sum()), 1))
    chance, left, waiting = eligible * anybody, (1 - epsilon) * places, eligible.copy()
    for tier in tiers:
        own = tier & waiting
        if own.any() and left > 0:
            rule = min(1.0 - anybody, left / int(own.sum()))
            chance, left = chance + own * rule, left - rule * int(own.sum())
        waiting &= ~own
    return chance
