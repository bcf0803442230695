"""All kinds of values that cross the wire, and who writes and reads them.

It is imported when the first value comes that is not plain: who sends and reads plain values alone, such as
the process that holds the gradebook, neither waits for pandas nor rebuilds a table of a learner's.
"""
from __future__ import annotations

from autograder.sandbox.wire import arrays, columns, plain, plots, randomness, records, tables, times
from autograder.sandbox.wire.coding import Decode, Encode

ENCODERS: dict[type, Encode] = {
    **plain.ENCODERS, **times.ENCODERS, **arrays.ENCODERS, **columns.ENCODERS, **tables.ENCODERS,
    **randomness.ENCODERS, **records.ENCODERS, **plots.ENCODERS,
}
DECODERS: dict[str, Decode] = {
    **plain.DECODERS, **times.DECODERS, **arrays.DECODERS, **columns.DECODERS, **tables.DECODERS,
    **randomness.DECODERS, **records.DECODERS, **plots.DECODERS,
}


def encoder_of(kind: type) -> Encode | None:
    """Who writes values of this class, or of the nearest base of it that is sent; None if nobody does."""
    # Of the class object, since a learner's class may say anything of itself.
    bases = type.__dict__["__mro__"].__get__(kind)
    return next((ENCODERS[base] for base in bases if base in ENCODERS), None) or plots.drawing_encoder(bases)
