"""From a value to a JSON tree and blobs."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.sandbox.errors import NotPlain
from autograder.sandbox.limits import Limits
from autograder.sandbox.wire import plain
from autograder.sandbox.wire.coding import Blob, Encode, Tree

_AS_THEY_ARE = (str, float, bool, type(None))


def refuse(value: Any) -> Tree:
    """What becomes of a value that is no plain data where there is nobody to keep it."""
    raise NotPlain(f"a {type(value).__name__} is no plain data")


class Encoder:
    """Encodes the values of one message.

    refer: called with a value that is no plain data; returns a tree that stands for it, or raises NotPlain.
    """

    def __init__(self, limits: Limits, refer: Callable[[Any], Tree] = refuse) -> None:
        self._limits, self._refer = limits, refer
        self._depth, self._values, self._size = 0, 0, 0
        self.blobs: list[Blob] = []

    def encode(self, value: Any) -> Tree:
        """The tree of a value; raises NotPlain. A value of a derived class is sent as its plain base."""
        kind = type(value)
        if kind in _AS_THEY_ARE:
            return value
        encoder = plain.ENCODERS.get(kind) or _other(kind)
        if encoder is None:
            return self._refer(value)
        if self._depth >= self._limits.nesting:
            raise NotPlain(f"values lie in each other more than {self._limits.nesting} deep")
        self._depth += 1
        try:
            return encoder(value, self)
        finally:
            self._depth -= 1

    def encode_or_refer(self, value: Any) -> Tree:
        """The tree of a value, or of a reference to it as a whole where some part of it cannot be sent."""
        before = len(self.blobs), self._values, self._size
        try:
            return self.encode(value)
        except Exception:
            # NotPlain, or whatever a learner's class raises when it is looked at.
            self.blobs[before[0]:] = []
            self._values, self._size = before[1:]
            return self._refer(value)

    def count(self, items: int) -> None:
        """Note that `items` values follow; raises NotPlain beyond the limit."""
        self._values += items
        if self._values > self._limits.values:
            raise NotPlain(f"more than {self._limits.values} values in one message")

    def blob(self, data: Blob) -> int:
        """Send bytes beside the tree; returns the number by which the tree names them."""
        self._size += memoryview(data).nbytes
        if self._size > self._limits.blob_bytes:
            raise NotPlain(f"more than {self._limits.blob_bytes / 2**20:.0f} MiB in one message")
        self.blobs.append(data)
        return len(self.blobs) - 1


def _other(kind: type) -> Encode | None:
    from autograder.sandbox.wire import kinds
    return kinds.ENCODERS.get(kind) or kinds.encoder_of(kind)
