"""What the subjects of one language are made of."""

from __future__ import annotations

from dataclasses import dataclass

Symptoms = tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True)
class Wording:
    """The parts of a subject line: opener, urgency, symptom and context, in this order.

    Parameters
    ----------
    openers : tuple of str
        The first is empty and the most common.
    urgent : tuple of str
        Ways to cry for haste.
    contexts : tuple of str
        What is added at the end; the first is empty and the most common.
    symptoms : tuple
        Wordings of each of the six symptoms of each area, in the order of `catalogue.AREAS`.
    """

    openers: tuple[str, ...]
    urgent: tuple[str, ...]
    contexts: tuple[str, ...]
    symptoms: Symptoms
