"""Subjects on which wrong normal forms show: each with its own form, and many garbled in drawn order."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case

WORDS = (
    "page",
    "hangs",
    "invoice",
    "wrong",
    "login",
    "import",
    "user",
    "plan",
    "mail",
    "phone",
    "map",
    "key",
)
PREFIXES = ("Re: ", "RE:", "Fwd: ", "FW : ", "AW: ", "wg:", "re : Fwd: ")
NO_BREAK, ZERO_WIDTH, SOFT_HYPHEN = "\u00a0", "\u200b", "\u00ad"


def case(subject: Any, expected: str, note: str) -> Case:
    return Case((subject,), expected, f"normalise_subject({subject!r})", "", note)


def subject(draw: Draw, stream: str) -> str:
    """A clean subject in lower case: fixed in public, drawn in a graded draw."""
    if draw.name != GRADED:
        return "page hangs"
    rng = draw.rng(f"subject {stream}")
    return " ".join(rng.choice(WORDS, int(rng.integers(2, 4)), replace=False).tolist())


def shape(draw: Draw) -> Iterator[Case]:
    yield case("page hangs", "page hangs", "Text.")


def case_folded(draw: Draw) -> Iterator[Case]:
    plain = subject(draw, "case")
    yield case(plain.upper(), plain, "Case is folded.")
    yield case("STRASSE", "strasse", "Case is folded.")
    yield case("Straße", "strasse", "casefold, not lower: capitals have no ß.")


def white_space(draw: Draw) -> Iterator[Case]:
    plain = subject(draw, "space")
    yield case(f"  {plain} ", plain, "No white space at the ends.")
    yield case(plain.replace(" ", "  \t"), plain, "A run of white space is one blank.")
    yield case(plain.replace(" ", "\t"), plain,
               "A tab between two words is white space: it is of the category Cc, and Cf alone vanishes.")
    yield case(plain.replace(" ", "\n"), plain,
               "The end of a line between two words is white space, though of the category Cc.")
    yield case(plain.replace(" ", NO_BREAK), plain, "A no-break space is white space.")


def entities(draw: Draw) -> Iterator[Case]:
    plain = subject(draw, "entity")
    yield case(f"{plain} &amp; more", f"{plain} & more", "An entity is its character.")
    yield case(f"{plain} &#39;x&quot;", f"{plain} 'x\"", "Entities by number and by name.")
    yield case(plain.replace(" ", "&nbsp;"), plain, "An escaped no-break space is white space.")


def composed(draw: Draw) -> Iterator[Case]:
    yield case("cafe\u0301", "café", "A letter and its accent are one character (NFKC).")
    yield case("\ufb01le \uff11", "file 1", "Ligatures and full-width digits have a compatible form (NFKC).")


def invisible(draw: Draw) -> Iterator[Case]:
    plain = subject(draw, "invisible")
    yield case(plain[:2] + ZERO_WIDTH + plain[2:], plain, "A zero-width space vanishes; it is no blank.")
    yield case(
        plain[:2] + SOFT_HYPHEN + plain[2:] + "\u200e", plain, "So do all characters of the category Cf."
    )


def prefixes(draw: Draw) -> Iterator[Case]:
    plain = subject(draw, "prefix")
    for prefix in ("Re: ", "FWD:", "aw: ", "WG: ", "fw: "):
        yield case(prefix + plain, plain, "The prefix of a mail program goes.")
    yield case(f"RE: AW: fwd: {plain}", plain, "However many there are.")
    yield case(f"Re :{plain}", plain, "With a blank before the colon, and none after it.")


def kept(draw: Draw) -> Iterator[Case]:
    """What must stay apart: accents, digits, punctuation, words that begin like a prefix."""
    yield case("résumé", "résumé", "Accents stay: resume is another word.")
    yield case("c++ 2.0, c# (beta)?", "c++ 2.0, c# (beta)?", "Digits and punctuation stay: C++ is not C.")
    yield case("reset: password", "reset: password", "A word that begins with re is no prefix.")
    yield case("draw: no colours", "draw: no colours", "A word made of the letters of prefixes is none.")
    yield case("ref: 4711", "ref: 4711", "A short word before a colon need not be a prefix.")
    yield case("answer re: plan", "answer re: plan", "Within a subject it is no prefix.")
    yield case("re plan", "re plan", "Without a colon it is no prefix.")
    yield case("re - plan", "re - plan", "A dash is no colon.")
    yield case("f: drive full", "f: drive full", "A drive is no prefix.")
    links = "– https://a.io/b me@a.io!!"
    yield case(links, links, "Dashes, links, addresses and repeated marks stay.")
    yield case("sv: plan", "sv: plan", "Mail programs of other languages are not on the list of the prompt.")
    yield case("re[2]: plan", "re[2]: plan", "Only blanks may stand between a prefix and its colon.")
    yield case("[ticket #1] plan", "[ticket #1] plan", "What stands in brackets stays.")
    yield case("wrong <b> on page", "wrong <b> on page", "A tag in a subject is what somebody wrote about.")
    yield case("cafÃ©", "cafã©", "Text that was decoded in a wrong encoding stays: who repairs it guesses.")
    yield case("it’s “odd”", "it’s “odd”", "NFKC leaves such quotes as they are.")
    yield case("plan \ue001", "plan \ue001", "Of the categories of invisible characters only Cf vanishes.")
    yield case("日本語", "日本語", "Other scripts stay.")


def absent(draw: Draw) -> Iterator[Case]:
    yield case(None, "", "A missing subject is the empty text.")
    yield case(float("nan"), "", "nan is missing, too.")
    yield case("", "", "Nothing stays nothing.")
    yield case(" RE: ", "", "Nothing but a prefix is nothing.")


def hidden_steps(draw: Draw) -> Iterator[Case]:
    """What one step uncovers, another step must see."""
    plain = subject(draw, "hidden")
    yield case(f"&amp;amp;nbsp;{plain}", plain, "Escaped three times.")
    yield case(
        f"re:&nbsp;RE: {plain}", plain, "Behind the first prefix stands an entity, then a second prefix."
    )
    yield case(f"{ZERO_WIDTH}re: {plain}", plain, "An invisible character stands before the prefix.")
    yield case(f"r{ZERO_WIDTH}e: {plain}", plain, "And within it.")
    yield case(f"\uff32\uff25: {plain}", plain, "A prefix in full-width letters is one after NFKC.")
    yield case(f"\uff06amp; {plain}", f"& {plain}", "A full-width & begins an entity after NFKC.")


def texts(draw: Draw, n: int = 250) -> list[str]:
    """Subjects garbled several times over, in drawn order."""
    rng = draw.rng("texts")
    made = []
    for _ in range(n):
        line = (
            " ".join(rng.choice(WORDS, 3).tolist())
            + ["", " é", " ß", " ﬁ", " &", " <b>"][int(rng.integers(6))]
        )
        for way in rng.integers(0, len(WAYS), int(rng.integers(1, 5))):
            line = WAYS[way](line, rng)
        made.append(line)
    deep = "page&nbsp;hangs"
    for _ in range(int(rng.integers(30, 51))):
        deep = html.escape(deep)
    return [*made, deep]


def _entity(line: str, rng: np.random.Generator) -> str:
    return html.escape(line).replace(" ", "&nbsp;", 1)


def _invisible(line: str, rng: np.random.Generator) -> str:
    place = int(rng.integers(len(line) + 1))
    return unicodedata.normalize("NFD", line[:place] + ZERO_WIDTH + line[place:])


def _full_width(line: str, rng: np.random.Generator) -> str:
    return "".join(
        chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" and rng.uniform() < 0.3 else letter
        for letter in line
    )


WAYS: Sequence[Callable[[str, np.random.Generator], str]] = (
    _entity,
    _invisible,
    _full_width,
    lambda line, rng: PREFIXES[int(rng.integers(len(PREFIXES)))] + line,
    lambda line, rng: f"  {line.replace(' ', NO_BREAK)} ",
    lambda line, rng: line.upper(),
)
