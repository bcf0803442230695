"""The processes of one answerer: a keeper, which no code of a learner's enters, and all that it keeps.

    zygote -> keeper -> first process (of a PID namespace) -> the process that runs the code -> its children

When the code ends, or the supervisor lets go of the leash, everything below the keeper is killed, then
the keeper itself ends. Its end is what the supervisor waits for.
"""
from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from autograder.sandbox.jail import linux
from autograder.sandbox.jail.namespaces import enter_namespaces, mount_own
from autograder.sandbox.kept import ASK_CPU, CPU
from autograder.sandbox.limits import Limits
from autograder.sandbox.watch import Watch, cpu_seconds

_BETWEEN_LOOKS = 0.1
Body = Callable[[], None]


def keep(leash: socket.socket, limits: Limits, namespaces: bool, descriptors: Sequence[int],
         body: Body) -> NoReturn:
    """Be the keeper of a process that runs `body`, until it has ended or the leash is let go of.

    descriptors: those of the body, which the keepers must not hold open.
    """
    _die_with_parent()
    os.setsid()
    for number in (signal.SIGINT, signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if namespaces:
        enter_namespaces(limits)
    elif linux.IS_LINUX:
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    first = os.fork()
    if first == 0:
        leash.close()
        _end_with(lambda: _first(limits, descriptors, body) if namespaces else body())
    _close(descriptors)
    _wait_for_end(leash, first, namespaces)
    _kill(first)
    os.waitpid(first, 0)
    _kill_orphans()
    os._exit(0)


def _first(limits: Limits, descriptors: Sequence[int], body: Body) -> None:
    """Be the first process of a namespace: start the code, bury the dead, watch the memory."""
    _die_with_parent()
    mount_own(limits)
    code = os.fork()
    if code == 0:
        _end_with(body)
    _close(descriptors)
    linux.prctl(linux.PR_SET_DUMPABLE, 0)
    watch = Watch(limits.memory_mib)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    while not watch.too_much():
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                if ended[0] == code:
                    return
        signal.sigtimedwait({signal.SIGCHLD}, _BETWEEN_LOOKS)


def _wait_for_end(leash: socket.socket, first: int, namespaces: bool) -> None:
    """Return when the process has ended, or the other end of the leash is closed.

    Whoever holds the leash may ask for the CPU time of all processes: the learner's code could not be asked.
    """
    waiting = select.poll()
    waiting.register(leash, select.POLLIN)
    milliseconds: int | None = None
    try:
        waiting.register(os.pidfd_open(first), select.POLLIN)
    except (AttributeError, OSError):
        milliseconds = 50
    running = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while os.waitid(os.P_PID, first, running) is None:
        if leash.fileno() in (number for number, _ in waiting.poll(milliseconds)):
            if leash.recv(1) != ASK_CPU:
                return
            leash.sendall(CPU.pack(cpu_seconds(first, namespaces)))


def _close(descriptors: Sequence[int]) -> None:
    for number in descriptors:
        os.close(number)


def _kill(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _kill_orphans() -> None:
    """Kill what has outlived the process and is now ours; with a PID namespace there is nothing."""
    for _ in range(500):
        try:
            children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
        except OSError:
            children = []
        for child in map(int, children):
            _kill(child)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        time.sleep(0.002)


def _die_with_parent() -> None:
    if linux.IS_LINUX:
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)


def _end_with(body: Body) -> NoReturn:
    try:
        body()
        os._exit(0)
    finally:
        os._exit(1)
