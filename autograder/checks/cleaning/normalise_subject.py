"""normalise_subject: one form for all spellings of a subject, and no form for two subjects."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

from autograder.checks.check import Check
from autograder.checks.cleaning.subject_cases import (
    NO_BREAK,
    WAYS,
    WORDS,
    absent,
    case_folded,
    composed,
    entities,
    hidden_steps,
    invisible,
    kept,
    prefixes,
    shape,
    texts,
    white_space,
)
from autograder.draws import Draw
from autograder.oracles.cases import Case, agrees
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.results import Counterexample

SECTION = "One name, many spellings"


def contract(value: Any, subject: Any) -> str | None:
    return None if isinstance(value, str) else f"a {type(value).__name__}; the prompt asks for text"


def accents_apart(value: str, case: Case) -> tuple[str, str]:
    """Of a lost accent OVERMERGED tells: here, letters that are composed another way."""
    lost = value.isascii() and not case.expected.isascii()
    return (case.expected if lost else value), case.expected


def in_any_case(value: str, case: Case) -> tuple[str, str]:
    """Of case CASE tells."""
    return value.casefold(), case.expected


def idempotent(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """f(f(x)) = f(x) for 250 garbled subjects, the shortest failure shown."""
    worst = None
    for line in texts(draw):
        once = answer(line)
        if answer(once) != once and (worst is None or len(line) < len(worst)):
            worst = line
    if worst is None:
        return None
    once = answer(worst)
    return Counterexample(
        f"normalise_subject({worst!r}), then of its result",
        f"once: {once!r}, twice: {answer(once)!r}",
        "the same text twice",
        "",
        "The normal form of a normal form is itself.",
    )


def one_subject(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A garbled subject has the normal form of the clean one; two clean ones have two."""
    rng = draw.rng("one subject")
    for _ in range(60):
        plain = " ".join(rng.choice(WORDS, 6, replace=False).tolist())
        garbled = plain
        for way in rng.permutation([1, 3, 4, 5])[:3]:
            garbled = WAYS[way](garbled, rng)
        if rng.uniform() < 0.5:
            garbled = html.escape(garbled).replace(NO_BREAK, "&nbsp;")
        if answer(garbled) != plain:
            return Counterexample(
                f"normalise_subject({garbled!r})",
                repr(answer(garbled)),
                repr(plain),
                "",
                "Garbled several times, it is still the same subject.",
            )
    return None


def probes(draw: Draw) -> list[Arguments]:
    makers = (case_folded, white_space, entities, composed, invisible, prefixes, kept, absent, hidden_steps)
    return [case.args for make in makers for case in make(draw)] + [(text,) for text in texts(draw, 40)]


CHECK = Check(
    "normalise_subject",
    contract,
    (
        return_shape(0.25, SECTION, shape),
        Oracle(
            "CASE",
            0.5,
            "Subjects that differ in case have two forms.",
            "A shouted complaint is a new topic.",
            SECTION,
            agrees(case_folded),
        ),
        Oracle(
            "WHITE_SPACE",
            1,
            "White space does not become one blank: it stays, or vanishes and joins two words.",
            "What looks the same on screen is counted twice, and nobody sees why.",
            SECTION,
            agrees(white_space),
        ),
        Oracle(
            "ENTITIES",
            1,
            "HTML entities stay, or some of them.",
            "Each web form makes its own dialect of the language.",
            SECTION,
            agrees(entities),
        ),
        Oracle(
            "UNICODE_FORM",
            1,
            "The same letters, composed another way, have two forms.",
            "Names written on a Mac never match those written on Windows.",
            SECTION,
            agrees(composed, accents_apart),
        ),
        Oracle(
            "INVISIBLE",
            1,
            "Invisible characters stay, or split a word.",
            "Two texts that no eye can tell apart do not match.",
            SECTION,
            agrees(invisible),
        ),
        Oracle(
            "PREFIXES",
            1,
            "Prefixes of mail programs stay, or only one of them goes.",
            "An answer to an answer is a new topic.",
            SECTION,
            agrees(prefixes),
        ),
        Oracle(
            "OVERMERGED",
            1.5,
            "Different subjects get one form: something goes that carries meaning.",
            "A merge cannot be undone afterwards: two problems are one from now on.",
            SECTION,
            agrees(kept, in_any_case),
        ),
        Oracle(
            "ABSENT",
            0.5,
            "A missing or empty subject raises, or becomes a word.",
            'The topic "nan" is the most frequent one.',
            SECTION,
            agrees(absent),
        ),
        Oracle(
            "STEPS_HIDE",
            0.5,
            "What one step uncovers, no other step sees.",
            "The normal form depends on how often a gateway has touched the text.",
            SECTION,
            agrees(hidden_steps),
        ),
        Oracle(
            "NOT_A_FIXED_POINT",
            1.5,
            "Normalised twice, a text changes again.",
            "Two services that both clean get two keys for one text.",
            SECTION,
            idempotent,
        ),
        Oracle(
            "GARBLED_APART",
            0.25,
            "A subject that was garbled several times does not get its normal form.",
            "The rare mixtures stay apart, and they are most of the vocabulary.",
            SECTION,
            one_subject,
        ),
    ),
    probes,
)
