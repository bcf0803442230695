"""Messages arrive whole, in order and within their limits, or are refused."""
from __future__ import annotations

import socket
import threading
import time

import pytest

from autograder.sandbox.errors import BadMessage
from autograder.sandbox.wire.frames import Channel, Closed, Late


def pair(**limits: int) -> tuple[Channel, Channel]:
    sizes = {"tree_bytes": 10_000, "blob_bytes": 3 * 2**20, **limits}
    left, right = socket.socketpair()
    return Channel(left, **sizes), Channel(right, **sizes)


def test_messages_arrive_whole_and_in_order() -> None:
    """Two messages, one larger than any socket's buffer, are read as they were written."""
    one, other = pair()
    large = bytes(range(256)) * 10_000
    one.put({"a": 1}, [b"", b"xy"])
    one.flush()
    one.put([2], [large])
    assert other.receive()[0] == {"a": 1}
    sender = threading.Thread(target=one.flush)
    sender.start()
    tree, blobs = other.receive()
    sender.join()
    assert tree == [2] and bytes(blobs[0]) == large


def test_a_half_read_message_survives_its_deadline() -> None:
    one, other = pair()
    one._sock.send(b"\x00\x00\x00\x0a")
    with pytest.raises(Late):
        other.receive(time.monotonic() + 0.01)
    one._sock.send(b"\x00" * 8 + b"[[],[1,2]]")
    assert other.receive()[0] == [1, 2]


@pytest.mark.parametrize("sent", [
    b"\xff\xff\xff\xff" + b"\x00" * 8, b"\x00\x00\x00\x02" + b"\xff" * 8,
    b"\x00\x00\x00\x02" + b"\x00" * 8 + b"{}",
    b"\x00\x00\x00\x02" + b"\x00" * 8 + b"][", b"\x00\x00\x00\x09" + b"\x00" * 8 + b"[[7],[1]]",
    b"\x00\x00\x00\x0a" + b"\x00" * 8 + b"[[-1],[1]]", b"\x00\x00\x27\x0f" + b"\x00" * 8 + b"[" * 9999,
], ids=["huge tree", "huge blobs", "no pair", "no json", "sizes do not add up", "negative size", "deep"])
def test_what_is_no_message_is_refused(sent: bytes) -> None:
    one, other = pair()
    one._sock.send(sent)
    with pytest.raises(BadMessage):
        other.receive()


def test_the_other_side_s_end_is_noticed() -> None:
    one, other = pair()
    one.close()
    with pytest.raises(Closed):
        other.receive()


def test_a_message_beyond_the_limit_is_not_sent() -> None:
    one, _ = pair()
    with pytest.raises(BadMessage):
        one.put([1] * 10_000)
