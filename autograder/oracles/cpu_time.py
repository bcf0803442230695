"""How much CPU time an answer takes."""
from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

# Where answers live in another process, the process that judges puts that one's clock here.
clock: ContextVar[Callable[[], float]] = ContextVar("clock", default=time.process_time)


def spent() -> float:
    """CPU seconds so far of the answer and of the process that judges it; nan if they cannot be read now."""
    read = clock.get()
    return read() if read is time.process_time else read() + time.process_time()


def cpu_seconds(answer: Callable[..., Any], *arguments: Any) -> float:
    """CPU seconds of one call of an answer.

    Python's collector, which looks at all objects again and again and would make n log n look steeper than
    it is, rests meanwhile in this process.
    """
    collecting, read = gc.isenabled(), clock.get()
    gc.disable()
    try:
        start = read()
        answer(*arguments)
        return read() - start
    finally:
        if collecting:
            gc.enable()
