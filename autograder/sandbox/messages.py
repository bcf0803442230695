"""The arguments and results of calls, as parts of one message."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.sandbox.errors import BadMessage
from autograder.sandbox.limits import Limits
from autograder.sandbox.wire.coding import Blob, Tree
from autograder.sandbox.wire.decode import Decoder
from autograder.sandbox.wire.encode import Encoder
from autograder.sandbox.wire.randomness import global_states, set_global_states

Refer = Callable[[Any], Tree]
References = Mapping[str, Callable[..., Any]]


@dataclass
class Writer:
    """Collects the values of one message, each with blobs of its own, so that it can be compared alone."""

    limits: Limits
    refer: Refer
    blobs: list[Blob] = field(default_factory=list)

    def value(self, value: Any, strict: bool = True) -> Tree:
        """How a value stands in the message; raises NotPlain. strict: do not refer to it as a whole."""
        tree, blobs = encoded(value, self.limits, self.refer, strict)
        self.blobs += blobs
        return [tree, len(blobs)]


def encoded(value: Any, limits: Limits, refer: Refer, strict: bool = True) -> tuple[Tree, list[Blob]]:
    """A value's tree and blobs; raises NotPlain."""
    encoder = Encoder(limits, refer)
    tree = encoder.encode(value) if strict else encoder.encode_or_refer(value)
    return tree, encoder.blobs


@dataclass
class Reader:
    """Rebuilds the values of one message in the order in which they were written."""

    limits: Limits
    blobs: Sequence[memoryview]
    references: References
    read: int = 0

    def value(self, part: Any) -> Any:
        """The next value; raises BadMessage."""
        return self.value_and_parts(part)[0]

    def value_and_parts(self, part: Any) -> tuple[Any, Tree, Sequence[memoryview]]:
        """The next value with its tree and blobs."""
        if type(part) is not list or len(part) != 2 or type(part[1]) is not int \
                or not 0 <= part[1] <= len(self.blobs) - self.read:
            raise BadMessage("a value that is none")
        tree, blobs = part[0], self.blobs[self.read:self.read + part[1]]
        self.read += part[1]
        return Decoder(self.limits, blobs, self.references).value(tree), tree, blobs


def changes(given: Sequence[tuple[Any, Tree, Sequence[memoryview]]], writer: Writer, refer: Refer,
            ) -> list[Any]:
    """The values that no longer are what was read, by place; refer: writes references as they were read."""
    changed = []
    for place, (value, tree, blobs) in enumerate(given):
        if type(tree) is not list or tree[0] in ("handle", "callback", "iterator"):
            continue
        now, parts = encoded(value, writer.limits, refer, strict=False)
        if now != tree or [bytes(part) for part in parts] != [bytes(part) for part in blobs]:
            changed.append([place, writer.value(value, strict=False)])
    return changed


class Randomness:
    """Keeps the global random generators of two processes in step: states travel only when they changed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._known: dict[str, Any] | None = None

    def written(self, to: Writer) -> Tree | None:
        """The states, if they are not what the other side has; None otherwise."""
        states = global_states()
        if self._known is not None and _same_states(states, self._known):
            return None
        self._known = states
        return to.value(states)

    def forget_own(self) -> None:
        """Take the states of this side for known, so that the next message of the other side decides."""
        self._known = global_states()

    def read(self, states: Any) -> None:
        """Take over the states of the other side; raises BadMessage."""
        set_global_states(states)
        self._known = global_states()


def _same_states(left: dict[str, Any], right: dict[str, Any]) -> bool:
    if left["random"] != right["random"]:
        return False
    one, other = left["numpy"], right["numpy"]
    return bool(one[2:] == other[2:] and np.array_equal(one[1], other[1]))
