"""What a text says, whatever its phrasing: its numbers, its days, its words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

ROUNDED, FINEST, DECIMALS = 0.01, 0.001, 3  # a number may be so far off: a share of it, or at least so much
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_NAMES = {name for full in _MONTHS for name in (full, full[:3])} | {"Sept"}
# In lower case "may" is no month: of 12 tickets 3 may be late.
_SPELLED = _NAMES | {name.upper() for name in _NAMES} | {name.lower() for name in _NAMES if name != "May"}
_MONTH = f"({'|'.join(sorted(_SPELLED, key=len, reverse=True))})" + r"\b\.?"
_DAY, _YEAR = r"\b(\d{1,2})(?:st|nd|rd|th)?", r"(?:[ ,-]+(20\d{2})\b)?"
_FORMS = (
    (r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", "ymd"),
    (rf"{_DAY}\.?(?:[ -]+(?:of )?){_MONTH}{_YEAR}", "dmy"),
    (rf"\b{_MONTH}[ -]+{_DAY}\b(?!:){_YEAR}", "mdy"),
    (r"\b(\d{1,2})[./](\d{1,2})[./](20\d{2}|\d{2})\b", "either"),
)
_TIME = r"(?<![\d:])T?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?"
_NUMBERS = {name.lower()[:3]: number for number, name in enumerate(_MONTHS, 1)}
_UTC = re.compile(r"\bUTC\b|\bGMT\b|[+]00:?00|\d{2}:\d{2}(?::\d{2})?Z\b|\bZulu\b", re.IGNORECASE)
_GROUP = "[,_'\u00a0\u202f]"
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9_])(?<!\d[.])(?<![A-Za-z]-)(\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)|\d+)(\.\d+)?(e[+-]?\d+)?",
    re.IGNORECASE,
)
_CODE = re.compile(r"\b(?!UTC|GMT)[A-Z]{2,}-\d{2,}\b")
_CLOCK = re.compile(r"(?<![\d:+-])T?([01]?\d|2[0-4]):([0-5]\d)(?![\d%])(?! ?[ap]\.?m)", re.IGNORECASE)
_NO_WORDS = re.compile(r"\b(nan|None|NaN|NaT|null)\b|<NA>")


@dataclass(frozen=True)
class Number:
    """A number as it is written, and the text behind it."""

    value: float
    decimals: int
    is_scientific: bool
    behind: str

    def means(self, value: float) -> bool:
        """Whether it is `value`, rounded as the prompt allows."""
        return abs(self.value - value) <= max(ROUNDED * abs(value), FINEST) + 1e-9


@dataclass(frozen=True)
class Day:
    """A day as it is written: what it can mean, with year 0 where none is said."""

    meanings: frozenset[tuple[int, int, int]]

    def means(self, day: dt.date) -> bool:
        return bool(self.meanings & {(day.year, day.month, day.day), (0, day.month, day.day)})


def days(text: str) -> list[Day]:
    """All days that a text names, in some order."""
    return _days_and_rest(text)[0]


def numbers(text: str, names: Iterable[str] = ()) -> list[Number]:
    """All numbers of a text but those of its days and times, and those that belong to one of `names`."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(re.escape(name), " ; ", text, flags=re.IGNORECASE)
    rest = re.sub(_TIME, " ; ", _days_and_rest(text)[1])
    return [_number(found, rest) for found in _NUMBER.finditer(rest)]


def with_numbers_as(text: str, token: Callable[[Number], str | None]) -> str:
    """The text without its days and times, and with each number as its token, where it has one."""
    rest = re.sub(_TIME, " ; ", _days_and_rest(text)[1])
    return _NUMBER.sub(lambda found: token(_number(found, rest)) or found.group(), rest)


def says(text: str, words: str) -> bool:
    """Whether the words are there, in any case and with any white space between them."""
    return " ".join(words.lower().split()) in " ".join(text.lower().split())


def says_zone(text: str) -> bool:
    """Whether the text says that it speaks of UTC."""
    return bool(_UTC.search(text))


def codes(text: str) -> list[str]:
    """Numbers of cases and the like: INC-4711."""
    return _CODE.findall(text)


def clocks(text: str) -> list[tuple[int, int]]:
    """Hours and minutes of the times of day, but those with am or pm; 24 is 0."""
    return [(int(hour) % 24, int(minute)) for hour, minute in _CLOCK.findall(text)]


def no_words(text: str) -> list[str]:
    """What a program writes for a missing value, and nobody says."""
    return [found.group() for found in _NO_WORDS.finditer(text)]


def has_unit(number: Number, unit: str) -> bool:
    """Whether the unit stands right behind the number."""
    return number.behind.lstrip(" \u00a0\u202f-").lower().startswith(unit.lower())


def _number(found: re.Match[str], text: str) -> Number:
    whole, part, power = found.groups()
    value = float(re.sub(_GROUP, "", whole) + (part or "") + (power or ""))
    return Number(value, len(part or ".") - 1, power is not None, text[found.end() : found.end() + 20])


def _days_and_rest(text: str) -> tuple[list[Day], str]:
    made: list[Day] = []
    for form, order in _FORMS:
        for found in re.finditer(form, text):
            meanings = frozenset(_meanings(found.groups(), order))
            if meanings:
                made.append(Day(meanings))
                text = text[: found.start()] + "\0" * len(found.group()) + text[found.end() :]
    return made, text.replace("\0", " ")


def _meanings(parts: tuple[str | None, ...], order: str) -> Iterable[tuple[int, int, int]]:
    orders = ("dmy", "mdy") if order == "either" else (order,)
    for one in orders:
        named = dict(zip(one, parts, strict=True))
        month = str(named["m"])
        number = int(month) if month.isdecimal() else _NUMBERS[month.lower()[:3]]
        year = int(named["y"] or 0)
        day = int(str(named["d"]))
        if 1 <= number <= 12 and 1 <= day <= 31:
            yield (year + 2000 if 0 < year < 100 else year, number, day)
