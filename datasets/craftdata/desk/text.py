"""Subjects of tickets: one symptom in several wordings and languages, urgency, context and typing errors."""

from __future__ import annotations

from functools import cache

import numpy as np

from . import wording
from .streams import Streams, pick
from .tickets import Tickets

OPENER_SHARES = (0.70, 0.10, 0.06, 0.08, 0.06)
CONTEXT_SHARES = (0.60, 0.12, 0.10, 0.09, 0.09)
TYPO_SHARE, LOWER_SHARE = 0.06, 0.12


def subjects(streams: Streams, tickets: Tickets, part: np.ndarray, urgent: np.ndarray) -> np.ndarray:
    """Subject of each ticket with these indices (object array of str); `urgent` where it cries for haste."""
    serial, language = tickets.serial[part], tickets.language[part]
    openers, cries, symptoms, contexts = _parts()
    variant = streams.integers_at("text.wording", symptoms.shape[-1], serial)
    cry = streams.integers_at("text.prefix", cries.shape[1], serial)
    lines = symptoms[language, tickets.stated_area[part], tickets.stated_symptom[part], variant]
    lines = lines + contexts[language, pick(streams.at("text.context", serial), CONTEXT_SHARES)]
    opener = openers[language, pick(streams.at("text.opener", serial), OPENER_SHARES)]
    lines = np.where(urgent, cries[language, cry], opener) + lines
    where = streams.at("text.typo_place", serial)
    for i in np.flatnonzero(streams.at("text.lower", serial) < LOWER_SHARE):
        lines[i] = lines[i].lower()
    for i in np.flatnonzero(streams.at("text.typo", serial) < TYPO_SHARE):
        lines[i] = _mistyped(lines[i], where[i])
    return lines


@cache
def _parts() -> tuple[np.ndarray, ...]:
    """Openers, cries, symptoms and contexts as arrays, the first axis the language."""
    names = ("openers", "urgent", "symptoms", "contexts")
    return tuple(np.array([getattr(words, name) for words in wording.LANGUAGES], object) for name in names)


def _mistyped(line: str, u: float) -> str:
    """The line with two letters swapped, one lost or one doubled, at a place given by a uniform."""
    kind, place = divmod(u * 3, 1)
    i = int(place * (len(line) - 1))
    if kind == 0:
        return line[:i] + line[i + 1] + line[i] + line[i + 2 :]
    return line[:i] + line[i + 1 :] if kind == 1 else line[: i + 1] + line[i:]
