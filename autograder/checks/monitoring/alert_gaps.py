"""Whether a text calls unknown what is missing, and in the place where it is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.checks.monitoring import alert_reading as reading
from autograder.checks.monitoring.alert_facts import SILENT_WORD, Facts, known

# Words beside which `unknown` is said of a fact, whatever the phrasing: "start unknown", "whose: unknown".
_BESIDE = {
    "value": r"value|today|now\b|current|present|reading|measure|stands",
    "usual": r"usual|normal|typical|range|expect|as a rule|ordinar|between|limit|low|high",
    "since": r"since|start|beg[aiu]n|\bbad\b|\bda(y|te)|when|onset|from|long|\btime|period|duration|\bfor\b|"
    r"notic|seen|utc",
    "tickets": r"ticket|touch|affect|\bhit\b|count|number|how many|scope|radius|impact|extent|\bof \d|/ ?\d",
    "teams": r"team|whose|\bwho|belong|group|squad|concern|\bown|queue|handle",
}
_CLAUSE = re.compile(r";|(?<=[^\d\W])[.!?](?=\s|$)|(?<=[)\d])[.!?](?=\s+[A-Z]|$)|\n")
_NOUGHT_OF = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:of|/|out of)\s*[\d,]+|\s*(?:\w+ )?tickets\b", re.IGNORECASE)


def gaps(text: str, facts: Facts) -> Iterator[str]:
    """What is missing is called unknown, and nothing else is."""
    words = reading.no_words(text)
    if words:
        yield f"no {words[0]}"
    if facts.is_gapless and reading.says(text, SILENT_WORD):
        yield f"no word {SILENT_WORD}, since nothing is missing"
    if not facts.is_gapless and not reading.says(text, SILENT_WORD):
        yield f"the word {SILENT_WORD}, since something is missing"
    if not facts.is_gapless:
        yield from said_in_place(text, facts)


def said_in_place(text: str, facts: Facts) -> Iterator[str]:
    """What is missing and is not called unknown where it should stand."""
    if facts.touched is None and _nought_of(text, facts):
        yield (
            f"{SILENT_WORD} of {facts.served} tickets, and no 0, since which tickets it touches is not known"
        )
    clauses = _clauses_with_unknown(text, facts)
    for what, words, figure in _missing(facts):
        if not any(re.search(words, clause) or (figure and figure in clause) for clause in clauses):
            yield f"the word {SILENT_WORD} in the place of what is missing, here {what}"


def _missing(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """What is missing, the words beside which it can be said to be, and the figure it belongs to."""
    for one in facts.group:
        figure = " ".join(str(one["figure"]).lower().split())
        if not known(one["value"]):
            yield f"the value of {one['figure']}", _BESIDE["value"], figure
        if not known(one["usual"]):
            yield f"what is usual of {one['figure']}", _BESIDE["usual"], figure
    if facts.since is None:
        yield "the first bad day", _BESIDE["since"], ""
    if facts.touched is None:
        yield "the number of tickets", _BESIDE["tickets"], ""
    if facts.teams is None:
        yield "the teams", _BESIDE["teams"], ""


def _clauses_with_unknown(text: str, facts: Facts) -> list[str]:
    """The parts of sentences in which the word is, each with the label or the head of a table above it."""
    for name in (facts.action, *facts.owners):
        text = re.sub(r"\s+".join(map(re.escape, name.split())), " ", text, flags=re.IGNORECASE)
    found, head = [], ""
    for clause in _CLAUSE.split(text):
        clause = " ".join(clause.lower().split())
        if SILENT_WORD in clause:
            found.append(f"{head} {clause}")
        if clause:
            # A label has no figures of its own; whatever has is a statement, and no head of the next line.
            head = "" if reading.numbers(clause, facts.names) else clause
    return found


def _nought_of(text: str, facts: Facts) -> bool:
    return any(
        number.value == 0 and not number.decimals and bool(_NOUGHT_OF.match(number.behind))
        for number in reading.numbers(text, facts.names)
    )
