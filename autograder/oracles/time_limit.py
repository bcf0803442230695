"""A soft time limit around the learner's code, where the platform has interval timers."""
from __future__ import annotations

import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# On a busy machine an answer waits for its turn, for which it cannot help: up to so many times the limit. One
# that uses less than this share of a processor does not wait for its turn; it sleeps.
PATIENCE, LEAST_SHARE = 5.0, 0.01
_SHORTEST = 0.01


class OutOfTime(BaseException):
    """The block took longer than its limit. No `except Exception` of a learner's swallows it."""


@contextmanager
def time_limit(seconds: float, clock: Callable[[], float] = time.process_time) -> Iterator[None]:
    """Raise OutOfTime in the block after `seconds` of CPU time, or if it sleeps, or waits for too long.

    clock: CPU seconds of all that works for the block; nan where it cannot be read just now. Without effect
    on Windows and outside the main thread, where Python cannot interrupt itself; the notebook's own interrupt
    button still works there.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    begun, used_before = time.monotonic(), clock()

    def stop_or_go_on(signum: int, frame: object) -> None:
        waited, used = time.monotonic() - begun, clock() - used_before
        left = PATIENCE * seconds - waited
        if used >= seconds or used < LEAST_SHARE * waited or left <= 0:
            raise OutOfTime
        more = seconds if math.isnan(used) else seconds - used
        signal.setitimer(signal.ITIMER_REAL, max(_SHORTEST, min(more, left)))

    before = signal.signal(signal.SIGALRM, stop_or_go_on)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
