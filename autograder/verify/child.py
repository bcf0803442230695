"""Run one call in a process of its own that is killed when its time is up: a mutant may loop for ever."""
from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any


class ChildFailed(Exception):
    """The call raised, or its process died; the message says which."""


class ChildTimedOut(ChildFailed):
    """The call did not end within its time; its process was killed."""


def in_child(function: Callable[..., Any], *args: Any, seconds: float) -> Any:
    """The value of `function(*args)`, computed in a child process; raises ChildFailed.

    Where there is fork the child inherits what this process has in memory, so caches filled here are
    full there; elsewhere it starts from nothing. The value must be picklable.
    """
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(sender, function, args))
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise ChildTimedOut(f"no result within {seconds:g} s")
        outcome, value = receiver.recv()
    except EOFError:
        process.join()
        raise ChildFailed(f"its process ended with exit code {process.exitcode}") from None
    finally:
        _end(process)
        receiver.close()
    if outcome == "raised":
        raise ChildFailed(value)
    return value


def _answer(sender: Connection, function: Callable[..., Any], args: tuple[Any, ...]) -> None:
    if hasattr(os, "setsid"):
        os.setsid()
    try:
        sender.send(("value", function(*args)))
    except Exception as error:
        sender.send(("raised", f"{type(error).__name__}: {error}"))


def _end(process: multiprocessing.process.BaseProcess) -> None:
    """Kill the child with everything it has started, and take its exit code."""
    if process.pid is not None and hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
    process.kill()
    process.join()
