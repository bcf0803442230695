"""Random numbers addressed by name, so that adding a stream never moves another one."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from numbers import Integral

import numpy as np
from scipy.special import ndtri, pdtr

# Constants of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
GAMMA, MIX_1, MIX_2 = (np.uint64(v) for v in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
SMALLEST = 2.0**-54  # half the spacing of the generator's uniforms: keeps inverse CDFs finite at 0


@dataclass(frozen=True)
class Streams:
    """All random numbers of one world.

    A stream is read from its beginning (`uniform`, `normal`, …) or at given places (`at`, `normal_at`, …).
    What stands at a place depends on seed, name and place alone, so a ticket keeps its numbers whatever else
    happens.

    Only uniforms and integers are drawn; every other distribution is an inverse CDF of a uniform,
    because NumPy does not promise that the streams of its other distributions stay the same (NEP 19).

    Parameters
    ----------
    seed : int
        Entropy of the world, from 0 to 2**128 - 1.

    Examples
    --------
    >>> streams = Streams(7)
    >>> bool((streams.uniform("a", 3) == Streams(7).uniform("a", 3)).all())
    True
    """

    seed: int

    def __post_init__(self) -> None:
        whole = isinstance(self.seed, Integral) and not isinstance(self.seed, bool)
        if not whole or not 0 <= self.seed < 2**128:
            raise ValueError("seed must be a whole number from 0 to 2**128 - 1")

    def generator(self, name: str) -> np.random.Generator:
        """A fresh generator for the stream of that name, at its beginning."""
        sequence = np.random.SeedSequence(int(self.seed), spawn_key=(zlib.crc32(name.encode()),))
        return np.random.Generator(np.random.PCG64DXSM(sequence))

    def uniform(self, name: str, *shape: int) -> np.ndarray:
        """Uniforms in [0, 1) of the given shape."""
        return self.generator(name).random(shape)

    def normal(self, name: str, *shape: int) -> np.ndarray:
        """Standard normal deviates of the given shape."""
        return ndtri(np.maximum(self.uniform(name, *shape), SMALLEST))

    def exponential(self, name: str, *shape: int) -> np.ndarray:
        """Exponential deviates with mean 1 of the given shape."""
        return -np.log1p(-self.uniform(name, *shape))

    def integers(self, name: str, high: int, *shape: int) -> np.ndarray:
        """Integers (int64) in [0, high) of the given shape."""
        return self.generator(name).integers(0, high, shape)

    def at(self, name: str, place: np.ndarray) -> np.ndarray:
        """Uniforms in [0, 1) at the given places (whole numbers from 0) of the stream of that name."""
        return uniform_of(stream_key(int(self.seed), name), place)

    def normal_at(self, name: str, place: np.ndarray) -> np.ndarray:
        """Standard normal deviates at the given places."""
        return ndtri(np.maximum(self.at(name, place), SMALLEST))

    def exponential_at(self, name: str, place: np.ndarray) -> np.ndarray:
        """Exponential deviates with mean 1 at the given places."""
        return -np.log1p(-self.at(name, place))

    def integers_at(self, name: str, high: int, place: np.ndarray) -> np.ndarray:
        """Integers (int64) in [0, high) at the given places; `high` must be far below 2**53."""
        return (self.at(name, place) * high).astype(np.int64)


@lru_cache(maxsize=4096)
def stream_key(seed: int, name: str) -> int:
    """The 64 bits that a keyed stream of a seed starts from."""
    sequence = np.random.SeedSequence(seed, spawn_key=(zlib.crc32(name.encode()), 1))
    return int(sequence.generate_state(1, np.uint64)[0])


def uniform_of(key: int, place: np.ndarray) -> np.ndarray:
    """Uniforms in [0, 1) with 53 bits: SplitMix64 started from `key`, read at each place."""
    bits = (np.asarray(place).astype(np.uint64) + np.uint64(1)) * GAMMA + np.uint64(key)
    bits = (bits ^ (bits >> np.uint64(30))) * MIX_1
    bits = (bits ^ (bits >> np.uint64(27))) * MIX_2
    return ((bits ^ (bits >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53


def poisson_quantile(u: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """Smallest whole k with P(Poisson(rate) <= k) > u, elementwise (int64).

    Starts from the Cornish-Fisher expansion of the quantile and walks to the exact one.
    """
    z = ndtri(np.maximum(u, SMALLEST))
    k = np.maximum(np.floor(rate + np.sqrt(rate) * z + (z * z - 1) / 6), 0)
    while True:
        up = pdtr(k, rate) <= u
        down = (k > 0) & (pdtr(np.maximum(k - 1, 0), rate) > u)
        if not (up | down).any():
            return k.astype(np.int64)
        k = k + up - down


def pick(u: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Category of each uniform, given shares (k,) or one row of shares per uniform (n, k) that sum to 1."""
    shares = np.asarray(shares, float)
    edges = np.cumsum(shares, axis=-1)[..., :-1]
    return (u[:, None] >= edges).sum(axis=1)
