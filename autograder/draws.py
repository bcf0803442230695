"""Which data a check draws: one fixed public draw, and graded draws of the learner's own.

A draw is nothing but 128 bits of entropy and the right to take named streams of random numbers from it.
The generators of the data are public, so the secrecy of a graded draw rests on its entropy alone: it
comes from the course's salt, is never printed, and no identifier is derived from it.
"""
from __future__ import annotations

import hashlib
import hmac
import zlib
from dataclasses import dataclass, field

import numpy as np

PUBLIC, GRADED = "public", "graded"
SELF_STUDY_SALT = "self-study"


@dataclass(frozen=True)
class Draw:
    """The right to draw data for one task.

    name: "public" or "graded". entropy: 128-bit seed material, kept out of the representation.
    """

    name: str
    entropy: int = field(repr=False)

    def rng(self, stream: str) -> np.random.Generator:
        """A generator addressed by name, so that a new stream never moves another."""
        sequence = np.random.SeedSequence(self.entropy, spawn_key=(zlib.crc32(stream.encode()),))
        return np.random.Generator(np.random.PCG64DXSM(sequence))

    def seed(self, stream: str) -> int:
        """A 31-bit seed for a simulator, from the named stream."""
        return int(self.rng(stream).integers(2**31))


def public_draw(unit: str, task: str) -> Draw:
    """The draw that everybody sees: the same for all learners and all times."""
    return Draw(PUBLIC, _digest(b"public", f"{unit}/{task}"))


def learner_key(learner: str, salt: str = SELF_STUDY_SALT) -> str:
    """A learner's key under the course's salt: all that a grading process needs to be given of either."""
    return f"{_digest(salt.encode(), learner):032x}"


def graded_draw(unit: str, task: str, key: str, variant: int = 0) -> Draw:
    """A learner's own draw of a task, from `learner_key`; another variant gives fresh data."""
    return Draw(GRADED, _digest(key.encode(), f"{unit}/{task}/{variant}"))


def _digest(key: bytes, text: str) -> int:
    return int.from_bytes(hmac.new(key, text.encode(), hashlib.sha256).digest()[:16], "big")
