"""What stands here for an object that stays with the learner's code."""
from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn, Protocol

from autograder.sandbox.errors import HandleRefused
from autograder.sandbox.limits import Limits

_TEXT_AT_MOST = 500


class Asks(Protocol):
    """Whoever can put questions about an object to the process in which it lives."""

    @property
    def limits(self) -> Limits:
        """Of the process that is asked."""

    def ask(self, action: str, of: int = 0, arguments: Sequence[Any] = (),
            keywords: Mapping[str, Any] | None = None) -> Any:
        """What came back; raises what the learner's code raised."""


class Handle:
    """An object of the learner's code: a function, a class, an instance, a generator, an estimator.

    Calls, attributes, items, lengths and iteration are asked for over the wire; what is plain data comes
    back as such. Equality, order, truth and numbers are refused, since the learner's code would decide.
    """

    def __init__(self, link: Asks, number: int, name: str, text: str) -> None:
        for attribute, value in (("_link", link), ("_number", number), ("__name__", name[:100]),
                                 ("__doc__", text[:2000])):
            object.__setattr__(self, attribute, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("call", args, kwargs)

    def __getattr__(self, name: str) -> Any:
        # Protocols of Python, numpy, pandas, IPython are looked up by such names: nothing of theirs is asked,
        # except whether scikit-learn can clone it, which only shows where the object lives.
        if name.startswith("_") and name != "__sklearn_clone__":
            raise AttributeError(name)
        return self._ask("attribute", (name,))

    def __setattr__(self, name: str, value: Any) -> None:
        self._ask("set attribute", (name, value))

    def __len__(self) -> int:
        size = self._ask("length")
        if type(size) is not int or size < 0:
            raise HandleRefused("its length is no number")
        return size

    def __getitem__(self, key: Any) -> Any:
        return self._ask("item", (key,))

    def __contains__(self, value: Any) -> bool:
        return self._ask("contains", (value,)) is True

    def __iter__(self) -> Iterator[Any]:
        iterator = self._ask("iterator")
        for _ in range(self._link.limits.items):
            found = iterator._ask("next")
            if found is None:
                return
            yield _item(found)
        raise HandleRefused(f"it gives more than {self._link.limits.items} items")

    def __next__(self) -> Any:
        found = self._ask("next")
        if found is None:
            raise StopIteration
        return _item(found)

    def __repr__(self) -> str:
        return str(self._ask("text"))[:_TEXT_AT_MOST]

    def _ask(self, action: str, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None) -> Any:
        return self._link.ask(action, self._number, args, kwargs)

    def _refuse(self, *rest: Any) -> NoReturn:
        raise HandleRefused(f"a {type(self).__name__} is no plain data: it can be neither compared nor used "
                            "as a number")

    __hash__ = object.__hash__
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = _refuse  # type: ignore[assignment]
    __int__ = __float__ = __complex__ = __index__ = __array__ = __abs__ = __neg__ = __round__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __reduce_ex__ = __copy__ = __deepcopy__ = _refuse  # type: ignore[assignment]


def _item(found: Any) -> Any:
    if type(found) is not tuple or len(found) != 1:
        raise HandleRefused("its items are none")
    return found[0]


@functools.lru_cache(maxsize=256)
def handle_class(name: str) -> type[Handle]:
    """A Handle that is called as the learner's class is, so that messages name it."""
    return type(name[:100] if name.isidentifier() else "object", (Handle,), {})


def number_of(handle: Handle, link: Asks) -> int:
    """The number by which the other side knows the object; raises HandleRefused for another link's."""
    fields = object.__getattribute__(handle, "__dict__")
    if fields["_link"] is not link:
        raise HandleRefused("an object of another learner's code")
    return int(fields["_number"])
