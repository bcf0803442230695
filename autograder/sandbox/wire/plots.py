"""matplotlib's axes and figures: they stay where they are, and what a reader sees of them is sent."""
from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from autograder.oracles.axes import Axis, Mark, Note, Page, Plot, page_of
from autograder.sandbox.errors import BadMessage, NotPlain
from autograder.sandbox.wire.coding import Decode, Decoding, Encode, Encoding

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FACTS = {kind.__name__: kind for kind in (Axis, Mark, Note, Plot, Page)}
# What each field must hold, by the annotation that axes.py gives it.
_HOLDS = {"str": str, "float": float, "dict[str, np.ndarray]": dict, "Axis": Axis}


def drawing_encoder(bases: Sequence[type]) -> Encode | None:
    """How Axes and Figure are sent, None for other classes. bases: a class and all that it derives from.

    matplotlib takes a third of a second to import, and where nobody has done so there is no plot.
    """
    if "matplotlib.figure" not in sys.modules:
        return None
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    return _encode_axes if Axes in bases else _encode_figure if Figure in bases else None


def _encode_axes(value: Axes, to: Encoding) -> Any:
    return _encode_facts(_page(value).plots[0], to)


def _encode_figure(value: Figure, to: Encoding) -> Any:
    return _encode_facts(_page(value), to)


def _page(value: Any) -> Page:
    try:
        return page_of(value)
    except Exception as error:
        raise NotPlain(f"a plot that cannot be drawn ({type(error).__name__}: {error})") from None


def _encode_facts(value: Any, to: Encoding) -> Any:
    fields = [to.encode(getattr(value, field.name)) for field in dataclasses.fields(value)]
    return ["plot", type(value).__name__, fields]


def _decode_facts(parts: list[Any], source: Decoding) -> Any:
    kind = _FACTS[parts[0]]
    values = source.many(parts[1])
    for field, value in zip(dataclasses.fields(kind), values, strict=True):
        if not isinstance(value, _HOLDS.get(str(field.type), tuple)):
            raise BadMessage("a plot that is none")
    return kind(*values)


ENCODERS: dict[type, Encode] = dict.fromkeys(_FACTS.values(), _encode_facts)
DECODERS: dict[str, Decode] = {"plot": _decode_facts}
