"""A time limit within the process that runs a learner's code: the soft one, which leaves it usable."""
from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

# Seconds between one alarm and the next, for code that swallows the first.
_AGAIN = 1.0


class TooLong(BaseException):
    """The block took longer than its limit."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise TooLong in the block after `seconds` of wall time, as often as it is swallowed."""
    armed = True

    def ring(signum: int, frame: object) -> None:
        if armed:
            raise TooLong(f"longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
