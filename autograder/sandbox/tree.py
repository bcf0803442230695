"""The processes of one fork of a zygote: a keeper, which no learner's code enters, and all that it keeps.

    zygote -> keeper (with namespaces, their first process) -> the process that runs the code -> its children

When the code ends, or the supervisor lets go of the leash, everything below the keeper is killed, then
the keeper itself ends. Its end is what the supervisor waits for; should the kernel end it, everything in
its namespaces ends with it.
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
from autograder.sandbox.jail.namespaces import mount_own, settle
from autograder.sandbox.kept import ASK_CPU, CPU
from autograder.sandbox.limits import Limits
from autograder.sandbox.watch import Watch, cpu_seconds

_BETWEEN_LOOKS = 0.1
# Who buries all that there are may never end, where orphans come as fast: the others wait for the next look.
_BURIED_AT_ONCE = 1000
Body = Callable[[], None]


def keep_in_namespaces(leash: socket.socket, limits: Limits, user: tuple[int, int],
                       descriptors: Sequence[int], body: Body) -> NoReturn:
    """As the first process of namespaces, keep a process that runs `body`: see `keep`.

    user: user and group outside. It buries the dead and watches the memory besides.
    """
    _begin()
    settle(*user, limits)
    mount_own(limits)
    code = _started(leash, body)
    _close(descriptors)
    # The code's user is ours: it must not look into this process.
    linux.prctl(linux.PR_SET_DUMPABLE, 0)
    watch, (waiting, _) = Watch(limits.memory_mib), _waiting(leash, code)
    while not watch.too_much() and not _bury(code):
        if _is_heard(leash, waiting, _BETWEEN_LOOKS) and not _told_cpu(leash, code, True):
            break
    # All but this process, at once: what would fork now is killed before it can.
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    os._exit(0)


def keep(leash: socket.socket, descriptors: Sequence[int], body: Body) -> NoReturn:
    """Keep a process that runs `body`, until it has ended or the leash is let go of.

    Whoever holds the leash may ask for the CPU time of all processes: the learner's code could not be asked.
    descriptors: those of the body, which the keeper must not hold open.
    """
    _begin()
    if linux.IS_LINUX:
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    code = _started(leash, body)
    _close(descriptors)
    _wait_for_end(leash, code)
    _kill(code)
    os.waitpid(code, 0)
    _kill_orphans()
    os._exit(0)


def _begin() -> None:
    _die_with_parent()
    os.setsid()
    # A signal without a handler does not reach the first process of a namespace from within.
    for number in (signal.SIGINT, signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def _started(leash: socket.socket, body: Body) -> int:
    code = os.fork()
    if code == 0:
        leash.close()
        _end_with(body)
    return code


def _bury(code: int) -> bool:
    """Take note of the dead, orphans among them; whether the process that runs the code is one."""
    with contextlib.suppress(ChildProcessError):
        for _ in range(_BURIED_AT_ONCE):
            ended = os.waitpid(-1, os.WNOHANG)[0]
            if ended in (0, code):
                return ended == code
        return False
    return True


def _wait_for_end(leash: socket.socket, code: int) -> None:
    """Return when the process has ended, or the other end of the leash is closed."""
    waiting, wakes = _waiting(leash, code)
    running = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while os.waitid(os.P_PID, code, running) is None:
        if _is_heard(leash, waiting, None if wakes else _BETWEEN_LOOKS / 2) \
                and not _told_cpu(leash, code, False):
            return


def _waiting(leash: socket.socket, code: int) -> tuple[select.poll, bool]:
    """What waits for the leash and, where the system can, for the end of a process; whether it can."""
    waiting = select.poll()
    waiting.register(leash, select.POLLIN)
    try:
        waiting.register(os.pidfd_open(code), select.POLLIN)
    except (AttributeError, OSError):
        return waiting, False
    return waiting, True


def _is_heard(leash: socket.socket, waiting: select.poll, seconds: float | None) -> bool:
    """Wait so long at most; whether it was the leash that ended the wait."""
    milliseconds = None if seconds is None else 1000 * seconds
    return leash.fileno() in (number for number, _ in waiting.poll(milliseconds))


def _told_cpu(leash: socket.socket, code: int, namespaces: bool) -> bool:
    """Answer a question for CPU time; whether there was one: else the leash was let go of."""
    if leash.recv(1) != ASK_CPU:
        return False
    leash.sendall(CPU.pack(cpu_seconds(code, namespaces)))
    return True


def _close(descriptors: Sequence[int]) -> None:
    for number in descriptors:
        os.close(number)


def _kill(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _kill_orphans() -> None:
    """Kill what has outlived the process and is now ours."""
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
