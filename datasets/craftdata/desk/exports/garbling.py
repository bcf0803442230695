"""What gateways do to subjects on their way: white space, piled-up prefixes, entities, wrong encodings."""

from __future__ import annotations

import html
import unicodedata

import numpy as np

from ..streams import Streams
from .raw_defects import struck

NO_BREAK, ZERO_WIDTH = "\u00a0", "\u200b"
PILED = ("RE: RE: ", "Fwd: ", "AW: RE: ", "FW: ", "WG: ")


def garbled(streams: Streams, serial: np.ndarray, subjects: np.ndarray, share: float) -> np.ndarray:
    """The subjects (object array of str) as a share of them arrives; the others as they were."""
    out = subjects.copy()
    kind = streams.integers_at("raw.garbling", len(WAYS), serial)
    detail = streams.at("raw.garbling_detail", serial)
    for i in np.flatnonzero(struck(streams, "garbled", serial, share)).tolist():
        out[i] = WAYS[kind[i]](subjects[i], float(detail[i]))
    return out


def _spaced(line: str, u: float) -> str:
    """Blanks around it, and no-break spaces or double blanks within."""
    within = NO_BREAK if u < 0.5 else "  "
    return " " * int(4 * u) + line.replace(" ", within) + " "


def _piled(line: str, u: float) -> str:
    """The prefixes of several mail programs in front."""
    return PILED[int(u * len(PILED))] + line


def _entities(line: str, u: float) -> str:
    """As a web form escapes it, apostrophes always and blanks now and then."""
    escaped = html.escape(line.replace("'", "\u2019"), quote=True).replace("\u2019", "&#39;")
    return escaped.replace(" ", "&nbsp;", 1) if u < 0.7 else f"&quot;{escaped}&quot;"


def _wrongly_decoded(line: str, u: float) -> str:
    """UTF-8 read as Latin-1; plain ASCII, which survives that, in capitals."""
    broken = line.encode().decode("latin-1")
    return broken if broken != line else line.upper()


def _invisible(line: str, u: float) -> str:
    """A zero-width space within, and letters apart from their accents."""
    place = int(u * (len(line) + 1))
    return unicodedata.normalize("NFD", line[:place] + ZERO_WIDTH + line[place:])


WAYS = (_spaced, _piled, _entities, _wrongly_decoded, _invisible)
