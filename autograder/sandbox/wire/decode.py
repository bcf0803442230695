"""From a JSON tree and blobs to a value, whatever the other side has put there."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.sandbox.errors import BadMessage
from autograder.sandbox.limits import Limits
from autograder.sandbox.wire import plain
from autograder.sandbox.wire.coding import Decode

_AS_THEY_ARE = (str, float, bool, int, type(None))


class Decoder:
    """Rebuilds the values of one message.

    references: what a tag that refers to an object means on this side, by tag.
    """

    def __init__(self, limits: Limits, blobs: Sequence[memoryview],
                 references: Mapping[str, Callable[..., Any]]) -> None:
        self._limits, self._blobs, self._references = limits, blobs, references
        self._depth, self._values = 0, 0

    def value(self, tree: Any) -> Any:
        """The value of a tree. Raises BadMessage, and no other exception, for whatever is none."""
        try:
            return self.decode(tree)
        except BadMessage:
            raise
        except Exception as error:
            raise BadMessage(f"a value that cannot be rebuilt ({type(error).__name__})") from None

    def decode(self, tree: Any) -> Any:
        """As `value`, but any exception may come: for the decoders of parts."""
        if type(tree) in _AS_THEY_ARE:
            return tree
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise BadMessage("a value without a kind")
        tag, *parts = tree
        if tag in self._references:
            return self._references[tag](*parts)
        decoder = plain.DECODERS.get(tag) or _other(tag)
        if decoder is None:
            raise BadMessage(f"a value of no known kind: {tag[:40]!r}")
        if self._depth >= self._limits.nesting:
            raise BadMessage(f"values lie in each other more than {self._limits.nesting} deep")
        self._depth += 1
        try:
            return decoder(parts, self)
        finally:
            self._depth -= 1

    def count(self, items: int) -> None:
        """Note that `items` values follow; raises BadMessage beyond the limit."""
        self._values += items
        if self._values > self._limits.values:
            raise BadMessage(f"more than {self._limits.values} values in one message")

    def many(self, trees: Any) -> list[Any]:
        """The values of a list of trees."""
        if type(trees) is not list:
            raise BadMessage("a list was expected")
        self.count(len(trees))
        return [self.decode(tree) for tree in trees]

    def blob(self, number: Any) -> memoryview:
        """The bytes that the tree names by `number`."""
        if type(number) is not int or not 0 <= number < len(self._blobs):
            raise BadMessage("bytes that were not sent")
        return self._blobs[number]


def _other(tag: str) -> Decode | None:
    from autograder.sandbox.wire import kinds
    return kinds.DECODERS.get(tag)
