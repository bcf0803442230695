"""A warm process that does nothing but fork: its forks start with everything imported.

    python -m autograder.sandbox.zygote '{"control": 3, "judges": false, "namespaces": true, ...}'

It runs no learner's code, and ends when the other end of its control socket is closed.
"""
from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from autograder.sandbox.enclosure import Place, enclose
from autograder.sandbox.jail import pages
from autograder.sandbox.jail.namespaces import fork_into_namespaces
from autograder.sandbox.limits import Limits
from autograder.sandbox.tree import keep, keep_in_namespaces
from autograder.sandbox.wire.frames import Channel

_LIBRARIES = (
    "numpy", "pandas", "pyarrow", "craftdata.desk", "autograder.sandbox.wire.decode",
    "autograder.sandbox.wire.encode")
_FOR_ANSWERS = (
    "matplotlib.pyplot", "matplotlib_inline.backend_inline", "IPython.core.pylabtools",
    "autograder.sandbox.service", "autograder.sandbox.command")
# What checks import besides comes with them: they are preloaded.
_FOR_JUDGES = ("autograder.checks.check", "autograder.sandbox.judging")
_REQUEST_AT_MOST = 1 << 16
_DESCRIPTORS_AT_MOST = 3


@dataclass(frozen=True)
class Plan:
    """How a zygote was told to be.

    control: the number of its control socket. judges: whether it forks judges. namespaces: whether each
    fork gets namespaces of its own. scratch: where forks work; readable: what Landlock lets them read.
    """

    control: int
    judges: bool
    namespaces: bool
    scratch: str
    readable: tuple[str, ...]
    output_characters: int
    preload: tuple[str, ...] = ()


def main(arguments: Sequence[str]) -> NoReturn:
    plan = Plan(**json.loads(arguments[0]))
    # Imports make no garbage, and looking for it takes a fifth of their time.
    gc.disable()
    for module in (*_LIBRARIES, *(_FOR_JUDGES if plan.judges else _FOR_ANSWERS)):
        importlib.import_module(module)
    for module in plan.preload:
        # One unit's broken check is told where it is asked for, and is no matter of the other units'.
        with contextlib.suppress(Exception):
            importlib.import_module(module)
    _warm_up()
    shell = None
    if not plan.judges:
        from autograder.sandbox.shell import make_shell
        shell = make_shell(plan.output_characters)
    _assert_one_thread()
    # Children would copy every page on which the collector writes.
    gc.freeze()
    gc.enable()
    pages.gather()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Keepers are nobody's to wait for: the supervisor sees their ends.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control = socket.socket(fileno=plan.control)
    control.send(b"ready")
    _fork_on_request(control, plan, shell)


def _fork_on_request(control: socket.socket, plan: Plan, shell: Any) -> NoReturn:
    number = 0
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, _REQUEST_AT_MOST, _DESCRIPTORS_AT_MOST)
        if not message:
            os._exit(0)
        number += 1
        user = os.getuid(), os.getgid()
        try:
            child = fork_into_namespaces() if plan.namespaces else os.fork()
        except OSError:
            # Too many processes or namespaces for now: the leash, closed below, tells it.
            child = -1
        if child == 0:
            try:
                control.close()
                _be_keeper(json.loads(message), descriptors, plan, shell, number, user)
            finally:
                os._exit(1)
        for descriptor in descriptors:
            os.close(descriptor)


def _be_keeper(request: dict[str, Any], descriptors: list[int], plan: Plan, shell: Any,
               number: int, user: tuple[int, int]) -> NoReturn:
    leash = socket.socket(fileno=descriptors[0])
    limits = Limits(**request["limits"])
    scratch = "/tmp/work" if plan.namespaces else f"{plan.scratch}/{number}"
    place = Place(scratch, plan.namespaces, tuple(plan.readable))

    def body() -> None:
        enclose(place, limits, tuple(descriptors[1:]))
        _serve(request["role"], descriptors[1:], limits, shell, scratch)

    if plan.namespaces:
        keep_in_namespaces(leash, limits, user, descriptors[1:], body)
    keep(leash, descriptors[1:], body)


def _serve(role: str, descriptors: list[int], limits: Limits, shell: Any, scratch: str) -> None:
    channels = [Channel(socket.socket(fileno=number), limits.tree_bytes, limits.blob_bytes)
                for number in descriptors]
    if role == "answerer":
        from autograder.sandbox.service import Service
        Service(channels[0], shell, limits, scratch).serve()
    elif role == "command":
        from autograder.sandbox.command import serve_command
        serve_command(channels[0], limits, scratch)
    else:
        from autograder.sandbox.judging import serve_judge
        serve_judge(channels[0], channels[1], limits)


def _warm_up() -> None:
    """The first table, and the first exception, take long: libraries look for what they need then."""
    import pandas as pd

    from autograder.sandbox.wire.decode import Decoder
    from autograder.sandbox.wire.encode import Encoder
    from autograder.sandbox.wire.problems import warning_class
    warning_class("UserWarning")
    encoder = Encoder(Limits())
    moments = pd.to_datetime(["2024-01-01"], utc=True).tz_convert("Europe/Berlin")
    tree = encoder.encode(pd.DataFrame({"text": ["a"], "number": [1.5], "moment": moments}))
    Decoder(Limits(), [memoryview(bytearray(blob)) for blob in encoder.blobs], {}).value(tree)


def _assert_one_thread() -> None:
    """A library that has started threads would leave its locks held in every fork."""
    try:
        threads = len(os.listdir("/proc/self/task"))
    except OSError:
        return
    if threads != 1:
        sys.exit(f"{threads} threads run before the first fork: forks could hang")


if __name__ == "__main__":
    main(sys.argv[1:])
