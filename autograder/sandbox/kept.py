"""The supervisor's hold on one fork of a zygote: let go, and all its processes are killed."""
from __future__ import annotations

import contextlib
import select
import socket
import struct

# On the leash: a question, and its answer in seconds.
ASK_CPU, CPU = b"c", struct.Struct("d")
_KILLED_WITHIN, _TOLD_WITHIN = 30_000, 5.0


class Kept:
    """A fork's leash. Ending it twice is ending it once."""

    def __init__(self, leash: socket.socket) -> None:
        self._leash: socket.socket | None = leash
        self._asked = 0

    def cpu_seconds(self) -> float:
        """CPU time of its processes so far, measured from outside; 0 if it has ended or tells it too late."""
        if self._leash is None:
            return 0.0
        try:
            self._leash.settimeout(_TOLD_WITHIN)
            self._leash.sendall(ASK_CPU)
            self._asked += 1
            answer = b""
            # The last of the answers is the one to this question: earlier ones may have come too late.
            while self._asked and (answer := self._leash.recv(CPU.size, socket.MSG_WAITALL)):
                self._asked -= 1
        except OSError:
            return 0.0
        return float(CPU.unpack(answer)[0]) if len(answer) == CPU.size else 0.0

    def let_go(self) -> None:
        """Begin to kill all processes of the fork; `end` waits for their end."""
        if self._leash is not None:
            # The keeper may have ended already.
            with contextlib.suppress(OSError):
                self._leash.shutdown(socket.SHUT_WR)

    def end(self) -> None:
        """Kill all processes of the fork and return when none is left.

        Raises TimeoutError if they are still there after 30 seconds, which only a broken kernel brings about.
        """
        if self._leash is None:
            return
        self.let_go()
        leash, self._leash = self._leash, None
        with leash:
            ended = select.poll()
            ended.register(leash, select.POLLIN)
            # What it had still to tell comes before its end.
            with contextlib.suppress(ConnectionError):
                while ended.poll(_KILLED_WITHIN):
                    if not leash.recv(CPU.size):
                        return
                raise TimeoutError("the processes of a submission could not be killed within 30 s")
