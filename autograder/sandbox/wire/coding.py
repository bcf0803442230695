"""What the encoder and the decoder of one message offer to those that know a kind of values."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

Blob = bytes | memoryview
Tree = Any


class Encoding(Protocol):
    """A message that is being written."""

    def encode(self, value: Any) -> Tree:
        """The tree of a part; raises NotPlain."""

    def count(self, items: int) -> None:
        """Note that `items` values follow; raises NotPlain beyond the limit."""

    def blob(self, data: Blob) -> int:
        """Send bytes beside the tree; returns the number by which the tree names them."""


class Decoding(Protocol):
    """A message that is being read. What a decoder of parts raises, its caller makes a BadMessage."""

    def decode(self, tree: Tree) -> Any:
        """The value of a part."""

    def many(self, trees: Any) -> list[Any]:
        """The values of a list of trees."""

    def count(self, items: int) -> None:
        """Note that `items` values follow; raises BadMessage beyond the limit."""

    def blob(self, number: Any) -> memoryview:
        """The bytes that the tree names by `number`."""


Encode = Callable[[Any, Encoding], Tree]
Decode = Callable[[list[Any], Decoding], Any]
