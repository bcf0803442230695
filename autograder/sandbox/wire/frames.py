"""Messages on a stream socket: a JSON tree and its blobs, sizes capped, safe to be interrupted.

A message is two big-endian lengths (4 bytes for the JSON, 8 for all blobs), the JSON, then the blobs,
whose own lengths stand in the JSON.
"""
from __future__ import annotations

import json
import select
import signal
import socket
import struct
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from autograder.sandbox.errors import BadMessage
from autograder.sandbox.wire.coding import Blob

_HEAD = struct.Struct(">IQ")
_CHUNK = 1 << 20


class Closed(Exception):
    """The other side has closed the connection."""


class Late(Exception):
    """No whole message came, or could be sent, before the deadline; what came so far is kept."""


class Channel:
    """One end of a connection. Half-sent and half-read messages survive an exception of a signal handler.

    sock: a connected stream socket, owned by the channel. tree_bytes, blob_bytes: the largest message
    that is read or written.
    """

    def __init__(self, sock: socket.socket, tree_bytes: int, blob_bytes: int) -> None:
        sock.setblocking(False)
        self._sock, self._tree_bytes, self._blob_bytes = sock, tree_bytes, blob_bytes
        self._inbox = bytearray()
        self._outbox: list[memoryview] = []
        self._poll_in, self._poll_out = select.poll(), select.poll()
        self._poll_in.register(sock, select.POLLIN)
        self._poll_out.register(sock, select.POLLOUT)

    def fileno(self) -> int:
        return self._sock.fileno()

    def close(self) -> None:
        self._sock.close()

    def put(self, tree: Any, blobs: Sequence[Blob] = ()) -> None:
        """Queue a message; `flush` or `receive` sends it. Raises BadMessage if it is too large."""
        sizes = [memoryview(blob).nbytes for blob in blobs]
        text = json.dumps([sizes, tree], separators=(",", ":")).encode("ascii")
        self._check_size(len(text), sum(sizes))
        parts = [_HEAD.pack(len(text), sum(sizes)) + text, *blobs]
        self._outbox += [memoryview(part).cast("B") for part in parts if memoryview(part).nbytes]

    def flush(self, deadline: float | None = None) -> None:
        """Send what is queued; raises Closed, Late. deadline: of time.monotonic()."""
        while self._outbox:
            if not self._poll_out.poll(_milliseconds(deadline)):
                raise Late
            with _no_alarm():
                self._send_some()

    def receive(self, deadline: float | None = None) -> tuple[Any, list[memoryview]]:
        """The next message's tree and blobs; raises Closed, Late, BadMessage."""
        self.flush(deadline)
        while (size := self._expected()) is None or len(self._inbox) < size:
            if not self._poll_in.poll(_milliseconds(deadline)):
                raise Late
            with _no_alarm():
                self._read_some()
        with _no_alarm():
            whole, self._inbox = ((self._inbox, bytearray()) if len(self._inbox) == size
                                  else (self._inbox[:size], self._inbox[size:]))
        return _parsed(whole)

    def _send_some(self) -> None:
        part = self._outbox[0]
        try:
            sent = self._sock.send(part[:_CHUNK])
        except BlockingIOError:
            return
        except OSError:
            raise Closed from None
        if sent == len(part):
            del self._outbox[0]
        else:
            self._outbox[0] = part[sent:]

    def _read_some(self) -> None:
        try:
            data = self._sock.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            raise Closed from None
        if not data:
            raise Closed
        self._inbox += data

    def _expected(self) -> int | None:
        if len(self._inbox) < _HEAD.size:
            return None
        text, blobs = _HEAD.unpack_from(self._inbox)
        self._check_size(text, blobs)
        return _HEAD.size + text + blobs

    def _check_size(self, text: int, blobs: int) -> None:
        if text > self._tree_bytes or blobs > self._blob_bytes:
            raise BadMessage(f"a message of {(text + blobs) / 2**20:.0f} MiB, which is larger than allowed")


def _parsed(whole: bytearray) -> tuple[Any, list[memoryview]]:
    text, size = _HEAD.unpack_from(whole)
    start = _HEAD.size + text
    try:
        sizes, tree = json.loads(whole[_HEAD.size:start])
        if not (isinstance(sizes, list) and all(type(item) is int and item >= 0 for item in sizes)):
            raise ValueError("lengths are no numbers")
    except (ValueError, TypeError, RecursionError) as error:
        raise BadMessage(f"a message that cannot be read ({type(error).__name__})") from None
    if sum(sizes) != size:
        raise BadMessage("a message whose parts do not add up")
    view, blobs = memoryview(whole), []
    for item in sizes:
        blobs.append(view[start:start + item])
        start += item
    return tree, blobs


def _milliseconds(deadline: float | None) -> int | None:
    return None if deadline is None else max(0, int((deadline - time.monotonic()) * 1000))


@contextmanager
def _no_alarm() -> Iterator[None]:
    """Keep a time limit's alarm from interrupting between reading bytes and remembering them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
