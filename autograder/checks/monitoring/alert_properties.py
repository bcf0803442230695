"""What must hold of the texts that an answer sends."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from autograder.checks.monitoring import alert_cases as made
from autograder.checks.monitoring import alert_reading as reading
from autograder.checks.monitoring.alert_claims import IN_ALL, Claim, first_line
from autograder.checks.monitoring.alert_facts import Facts, Finding
from autograder.draws import Draw
from autograder.oracles.cases import Case, asked
from autograder.oracles.oracle import Property
from autograder.results import Counterexample

SHOWN = 700
Cases = Callable[[Draw], Iterator[Case]]


def contract(value: Any, *arguments: Any) -> str | None:
    """A list of texts, also an empty one."""
    if not isinstance(value, list | tuple):
        return f"a {type(value).__name__}; the prompt asks for a list of texts"
    wrong = [item for item in value if not isinstance(item, str)]
    return f"a list with a {type(wrong[0]).__name__}; the prompt asks for texts" if wrong else None


def quoted(texts: Sequence[str]) -> str:
    """Texts as they came, one below the other."""
    whole = "\n---\n".join(texts) if texts else "no text"
    return whole if len(whole) <= SHOWN else whole[: SHOWN - 3] + "..."


def by_figure(texts: Sequence[str], expected: Sequence[Facts]) -> Sequence[str]:
    """The texts in the order of the facts, each known by the worst figure; as they are if that fails."""
    found = [[text for text in texts if reading.says(text, one.group[0]["figure"])] for one in expected]
    return [some[0] for some in found] if all(len(some) == 1 for some in found) else texts


def lacks(
    texts: Sequence[str], expected: Sequence[Facts], claims: Sequence[Claim], ordered: bool = False
) -> str | None:
    """The first thing that the texts should say and do not, or None. ordered: in the order of the facts."""
    if len(texts) != len(expected):
        return f"{len(expected)} text{'s' * (len(expected) != 1)}; there are {len(texts)}"
    texts = texts if ordered else by_figure(texts, expected)
    for text, one in zip(texts, expected, strict=True):
        for claim in claims:
            for lack in claim(text, one):
                return lack if len(texts) == 1 else f"{lack} (in the text about {one.group[0]['figure']})"
    return None


def says(cases: Cases, *claims: Claim, ordered: bool = False) -> Property:
    """The answer sends as many texts as it should, and they say what the claims ask for."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for one in asked(cases(draw)):
            texts = answer(*one.args)
            lack = lacks(texts, one.expected, claims, ordered)
            if lack:
                return Counterexample(one.call, quoted(texts), lack, str(one.rows), one.note)
        return None

    return test


def listed(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """What comes back of the plainest case keeps the contract; what it says is not asked."""
    for one in asked(made.plain(draw)):
        answer(*one.args)
    return None


def in_order(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The texts come by their damage; each is known by the figures that it names."""
    for one in asked(made.ranks(draw)):
        texts = answer(*one.args)
        got = [", ".join(sorted(_causes_in(text, one.expected))) or "none of the causes" for text in texts]
        expected = [one_cause.cause for one_cause in one.expected]
        if got != expected:
            return Counterexample(one.call, "; ".join(got), "; ".join(expected), str(one.rows), one.note)
    return says(made.worst, first_line)(answer, draw)


def _causes_in(text: str, expected: Sequence[Facts]) -> set[str]:
    return {one.cause for one in expected if any(reading.says(text, each["figure"]) for each in one.group)}


def short(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No text is too long, however many there are and whatever they say."""
    for one in asked(made.crowded(draw)):
        texts = answer(*one.args)
        longest = max(map(len, texts), default=0)
        if longest > IN_ALL:
            return Counterexample(
                one.call, f"a text of {longest} characters", f"at most {IN_ALL}", str(one.rows), one.note
            )
    return None


def leaves_findings_alone(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """After the call the list, its dictionaries and the runbook are what they were, piece by piece."""
    for one in asked(made.untouched(draw)):
        given = deepcopy(one.args)
        with contextlib.suppress(Exception):  # what it raises is no matter here
            answer(*given)
        for before, after in zip(_pieces(*one.args), _pieces(*given), strict=False):
            if before != after:
                return Counterexample(
                    "before = copy.deepcopy(findings); alert(findings, runbook); compare",
                    after,
                    before,
                    str(one.rows),
                    one.note,
                )
    return None


def _pieces(findings: Sequence[Finding], runbook: dict[str, str]) -> list[str]:
    """As text: None is not nan, nor an instant the same one in another zone."""
    said = [
        f"{name} of finding {number}: {value!r}"
        for number, one in enumerate(findings, 1)
        for name, value in one.items()
    ]
    return [f"{len(findings)} findings", *said, f"runbook: {runbook}"]
