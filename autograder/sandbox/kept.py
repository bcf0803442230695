"""The supervisor's hold on one fork of a zygote: let go, and all its processes are killed."""
from __future__ import annotations

import select
import socket

_KILLED_WITHIN = 30_000


class Kept:
    """A fork's leash. Ending it twice is ending it once."""

    def __init__(self, leash: socket.socket) -> None:
        self._leash: socket.socket | None = leash

    def end(self) -> None:
        """Kill all processes of the fork and return when none is left.

        Raises TimeoutError if they are still there after 30 seconds, which only a broken kernel brings about.
        """
        if self._leash is None:
            return
        leash, self._leash = self._leash, None
        with leash:
            try:
                leash.shutdown(socket.SHUT_WR)
            except OSError:
                # The keeper has ended already.
                return
            ended = select.poll()
            ended.register(leash, select.POLLIN)
            if not ended.poll(_KILLED_WITHIN):
                raise TimeoutError("the processes of a submission could not be killed within 30 s")
