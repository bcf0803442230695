"""What the text of one cause must say, and how it is seen whether a text says it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.checks.monitoring import alert_reading as reading

FIRST_LINE, IN_ALL, SMALL = 100, 800, 10
SILENT_WORD = "unknown"
CURRENCY = ("euro", "eur", "\u20ac")
Finding = dict[str, Any]
# "54 of 261 (21 %)", with or without a word before the bracket.
_SHARE = re.compile(r"(\d[\d,]*) of (\d[\d,]*)[ a-z]*\((\d+(?:\.\d+)?) ?%\)")


@dataclass(frozen=True)
class Facts:
    """What the findings of one cause say together; None where nobody knows.

    group: the findings, the worst first. names: all texts of them, in which digits are no numbers. others:
    teams of other causes.
    """

    cause: str
    group: tuple[Finding, ...]
    since: dt.date | None
    touched: int | None
    served: int
    teams: tuple[str, ...] | None
    action: str
    others: tuple[str, ...] = ()

    @property
    def euros(self) -> float:
        return float(self.group[0]["euros"])

    @property
    def owners(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(finding["owner"]) for finding in self.group))

    @property
    def names(self) -> tuple[str, ...]:
        figures = tuple(str(finding["figure"]) for finding in self.group)
        return (*figures, *(self.teams or ()), *self.owners, self.action)

    @property
    def is_gapless(self) -> bool:
        ends = (self.since, self.touched, self.teams)
        return None not in ends and all(known(one["value"]) and known(one["usual"]) for one in self.group)


def known(value: Any) -> bool:
    return value is not None and value == value


def facts_of(findings: list[Finding], runbook: dict[str, str]) -> list[Facts]:
    """One for each cause that somebody is woken for, the most damaging first."""
    causes = {finding["cause"] for finding in findings} & set(runbook)
    made = [_together(cause, findings, runbook[cause]) for cause in causes]
    return sorted(made, key=lambda facts: facts.euros, reverse=True)


def _together(cause: str, findings: list[Finding], action: str) -> Facts:
    group = sorted((one for one in findings if one["cause"] == cause), key=lambda one: -one["euros"])
    instants = [one["first_bad"] for one in group if known(one["first_bad"])]
    ids = [ticket for one in group for ticket in one["tickets"] or ()]
    teams = {team for one in group for team in one["teams"] or ()}
    others = {team for one in findings for team in one["teams"] or ()} - teams
    return Facts(
        cause,
        tuple(group),
        min(instants).tz_convert("UTC").date() if instants else None,
        len(set(ids)) if any(one["tickets"] is not None for one in group) else None,
        max(one["of"] for one in group),
        tuple(sorted(teams)) if any(one["teams"] is not None for one in group) else None,
        action,
        tuple(sorted(others)),
    )


# A claim yields what a text should say and does not.
Claim = Callable[[str, Facts], Iterator[str]]


def what(text: str, facts: Facts) -> Iterator[str]:
    """Each figure with its value, its unit, and what is usual."""
    written = reading.numbers(text, facts.names)
    for one in facts.group:
        if not reading.says(text, one["figure"]):
            yield f"the figure: {one['figure']}"
        if known(one["value"]):
            value, unit = float(one["value"]), one["unit"]
            if not any(number.means(value) and reading.has_unit(number, unit) for number in written):
                yield f"the value, within 1 %, and behind it the unit: {value:,.10g} {unit}"
        for end in one["usual"] if known(one["usual"]) else ():
            if not any(number.means(end) for number in written):
                yield f"what is usual, within 1 %: {one['usual'][0]:,.10g} to {one['usual'][1]:,.10g}"


def first_line(text: str, facts: Facts) -> Iterator[str]:
    """The first line is for a pager: what is worst, and how bad."""
    line = (text.splitlines() or [""])[0]
    if len(line) > FIRST_LINE:
        yield f"a first line of at most {FIRST_LINE} characters; it has {len(line)}"
    if len(text) > IN_ALL:
        yield f"at most {IN_ALL} characters in all; it has {len(text)}"
    worst = Facts(facts.cause, facts.group[:1], None, None, 0, None, "")
    yield from (f"in its first line {lack}" for lack in what(line, worst))


def since(text: str, facts: Facts) -> Iterator[str]:
    if facts.since and not any(day.means(facts.since) for day in reading.days(text)):
        yield f"the first bad day: {facts.since:%d %B}"


def zone(text: str, facts: Facts) -> Iterator[str]:
    yield from since(text, facts)
    if facts.since and not reading.says_zone(text):
        yield "the zone: UTC"


def touched(text: str, facts: Facts) -> Iterator[str]:
    """How many tickets of how many."""
    written = reading.numbers(text, facts.names)
    counts = [facts.served] if facts.touched is None else [facts.touched, facts.served]
    for count in counts:
        if not any(number.value == count for number in written):
            yield f"how many tickets of how many: {facts.touched or SILENT_WORD} of {facts.served}"


def radius(text: str, facts: Facts) -> Iterator[str]:
    """How many tickets of how many, and whose."""
    yield from touched(text, facts)
    yield from (f"the team: {team}" for team in facts.teams or () if not reading.says(text, team))


def damage(text: str, facts: Facts) -> Iterator[str]:
    if not any(number.means(facts.euros) for number in reading.numbers(text, facts.names)):
        yield f"the damage: {facts.euros:,.10g} euros a day"
    if not any(sign in text.lower() for sign in CURRENCY):
        yield "that the damage is in euros"


def one_damage(text: str, facts: Facts) -> Iterator[str]:
    """The damages of several findings are not added up; another wrong damage is let pass."""
    added = sum(float(one["euros"]) for one in facts.group)
    written = reading.numbers(text, facts.names)
    if any(number.means(added) for number in written) and not any(n.means(facts.euros) for n in written):
        yield f"the damage: {facts.euros:,.10g} euros a day"


def action(text: str, facts: Facts) -> Iterator[str]:
    if not reading.says(text, facts.action):
        yield f"the first action: {facts.action}"


def owners(text: str, facts: Facts) -> Iterator[str]:
    yield from (f"whom to ask: {owner}" for owner in facts.owners if not reading.says(text, owner))


def gaps(text: str, facts: Facts) -> Iterator[str]:
    """What is missing is called unknown, and nothing else is."""
    words = reading.no_words(text)
    if words:
        yield f"no {words[0]}"
    if facts.is_gapless and reading.says(text, SILENT_WORD):
        yield f"no word {SILENT_WORD}, since nothing is missing"
    if not facts.is_gapless and not reading.says(text, SILENT_WORD):
        yield f"the word {SILENT_WORD}, since something is missing"


def readable(text: str, facts: Facts) -> Iterator[str]:
    """Numbers are written out and rounded."""
    for number in reading.numbers(text, facts.names):
        if number.is_scientific or number.decimals > reading.DECIMALS:
            yield f"numbers written out, with at most {reading.DECIMALS} decimals"
            return


def nothing_else(text: str, facts: Facts) -> Iterator[str]:
    """No day, number or team but those of the findings and what the prompt allows to be reckoned."""
    allowed = [*_days_of(facts)]
    if not all(any(day.means(one) for one in allowed) for day in reading.days(text)):
        yield f"no day but {' and '.join(sorted({f'{day:%d %B}' for day in allowed})) or 'those given'}"
    fair = list(_fair_numbers(facts))
    for number in reading.numbers(text, facts.names):
        is_small = number.value == int(number.value) and number.value <= SMALL
        if not is_small and not any(number.means(value) or _coarse(number, value) for value in fair):
            yield f"no number that is in no finding, such as {number.value:,.10g}"
            return
    for found in _SHARE.finditer(text) if facts.touched is not None else ():
        part, whole, percent = (float(each.replace(",", "")) for each in found.groups())
        share = 100 * facts.touched / facts.served
        if (part, whole) == (facts.touched, facts.served) and abs(percent - share) > 1:
            yield f"a share that is that of {part:g} of {whole:g}, {share:.0f} %, and not {percent:g} %"
    yield from (f"nothing of other causes' teams, such as {team}" for team in facts.others
                if reading.says(text.replace(facts.action, ""), team))  # fmt: skip


def _coarse(number: reading.Number, value: float) -> bool:
    """Reckoned numbers are often rounded to wholes or to one decimal."""
    return abs(number.value - value) <= 0.5 * 10.0**-number.decimals


def _days_of(facts: Facts) -> Iterator[dt.date]:
    for one in facts.group:
        yield one["seen"].date()
        if known(one["first_bad"]):
            yield one["first_bad"].tz_convert("UTC").date()


def _fair_numbers(facts: Facts) -> Iterator[float]:
    yield from (facts.served, facts.euros, 24.0, 100.0)
    yield from (float(one["euros"]) for one in facts.group)
    yield from (len(set(one["tickets"])) for one in facts.group if one["tickets"] is not None)
    yield from (one["of"] for one in facts.group)
    shares = [] if facts.touched is None else [(facts.touched, facts.served)]
    for part, whole in shares:
        yield from (part, part / whole, 100 * part / whole)
    for one in facts.group:
        yield from (one["value"],) if known(one["value"]) else ()
        for end in one["usual"] if known(one["usual"]) else ():
            yield end
            if known(one["value"]):
                ratio = one["value"] / end
                yield from (abs(one["value"] - end), ratio, 1 / ratio, 100 * ratio, abs(100 * (ratio - 1)))
    for day in [facts.since] if facts.since else []:
        yield from (float((one["seen"].date() - day).days + extra)
                    for one in facts.group for extra in (0, 1))  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    what,
    first_line,
    zone,
    radius,
    damage,
    action,
    owners,
    gaps,
    readable,
    nothing_else,
)
