"""What can go wrong between us and a learner's code."""
from __future__ import annotations

from autograder.oracles.lost import AnswerLost


class SandboxError(Exception):
    """The sandbox itself cannot be had; the message says what this machine lacks and the remedy."""


class NotPlain(TypeError):
    """A value cannot be carried over the wire as plain data."""


class BadMessage(Exception):
    """Bytes of the other side that are no message of this wire, or one beyond its limits."""


class AnswererGone(AnswerLost):
    """The process that ran the learner's code has ended, or had to be ended; the message says why."""


class BadReply(AnswererGone):
    """The process sent something that is no reply to what it was asked; it was ended."""


class NotDefined(NameError):
    """The learner's cells left no such name."""


class HandleRefused(TypeError):
    """Something was asked of a handle that only plain data can answer, such as equality."""


class CheckNotMade(Exception):
    """A check could not be made to its end because of the learner's code; the message says why."""


class JudgeEnded(CheckNotMade):
    """The process that judges has ended on the way: by what it was sent, or because somebody killed it."""
