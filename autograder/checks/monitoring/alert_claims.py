"""How it is seen whether a text says what it must, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from autograder.checks.monitoring import alert_reading as reading
from autograder.checks.monitoring.alert_directions import directions
from autograder.checks.monitoring.alert_facts import SILENT_WORD, Facts, known
from autograder.checks.monitoring.alert_gaps import gaps

FIRST_LINE, IN_ALL, SMALL = 100, 800, 10
CURRENCY = ("euro", "eur", "\u20ac")
# "54 of 261 (21 %)", with or without a word before the bracket.
_SHARE = re.compile(r"(\d[\d,]*) of (\d[\d,]*)[ a-z]*\((\d+(?:\.\d+)?) ?%\)")


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


def direction(text: str, facts: Facts) -> Iterator[str]:
    """Of a single figure: where it is said to be above or below what is usual, that is known, and it is."""
    if len(facts.group) > 1:
        return
    one = facts.group[0]
    said = directions(text, one, facts.names)
    for name, what in (("usual", "what is usual"), ("value", "today's value")):
        if not known(one[name]) and len(said) == 1:
            yield f"nothing of above and below, or of rise and fall, since {what} is unknown"
            return
    if known(one["value"]) and known(one["usual"]):
        low, high = one["usual"]
        for sign, word, is_so in ((1, "below", one["value"] < low), (-1, "above", one["value"] > high)):
            if is_so and said == {sign}:
                yield f"that {one['value']:g} is {word} what is usual, or nothing of above and below"


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
    yield from _strangers(text, facts)
    for found in _SHARE.finditer(text) if facts.touched is not None else ():
        part, whole, percent = (float(each.replace(",", "")) for each in found.groups())
        share = 100 * facts.touched / facts.served
        if (part, whole) == (facts.touched, facts.served) and abs(percent - share) > 1:
            yield f"a share that is that of {part:g} of {whole:g}, {share:.0f} %, and not {percent:g} %"
    yield from (f"nothing of other causes' teams, such as {team}" for team in facts.others
                if reading.says(text.replace(facts.action, ""), team))  # fmt: skip


def _strangers(text: str, facts: Facts) -> Iterator[str]:
    """Codes and times of day that are in no finding."""
    for name in facts.names:
        text = text.replace(name, " ")
    tickets = {ticket for one in facts.group for ticket in one["tickets"] or ()}
    yield from (f"no code that is in no finding, such as {code}" for code in reading.codes(text)
                if code not in tickets)  # fmt: skip
    instants = [one[name] for one in facts.group for name in ("first_bad", "seen") if known(one[name])]
    fair = {(0, 0), *((instant.hour, instant.minute) for instant in instants)}
    yield from (f"no time of day but 00:00 UTC, such as {hour:02}:{minute:02}"
                for hour, minute in reading.clocks(text) if (hour, minute) not in fair)  # fmt: skip


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
            if known(one["value"]) and end:
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
