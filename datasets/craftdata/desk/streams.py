"""Random numbers addressed by name, so that adding a stream never moves another one."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from numbers import Integral

import numpy as np
from scipy.special import ndtri, pdtr

SMALLEST = 2.0**-54  # half the spacing of the generator's uniforms: keeps inverse CDFs finite at 0


@dataclass(frozen=True)
class Streams:
    """All random numbers of one world.

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
