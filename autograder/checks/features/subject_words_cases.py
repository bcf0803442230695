"""Subjects on which wrong vocabularies show, each with the table of the definition."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pandas as pd

from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case
from craftdata import desk

JAPANESE = "\u3005\u3040-\u30ff\u4e00-\u9fff"
SHARE = "unknown_share"


def words(subject: Any) -> set[str]:
    """The words of a subject by the definition."""
    if not isinstance(subject, str):
        return set()
    found: set[str] = set()
    folded = unicodedata.normalize("NFKC", subject).casefold()
    for run in re.findall(r"[^\W_]+", folded):
        for stretch in re.findall(f"[{JAPANESE}]+|[^{JAPANESE}]+", run):
            pairs = {stretch[i:i + 2] for i in range(len(stretch) - 1)}
            found |= pairs if pairs and re.match(f"[{JAPANESE}]", stretch) else {stretch}
    return found


def definition(fitted: pd.Series, asked: pd.Series, least: int) -> pd.DataFrame:
    counts: dict[str, int] = {}
    for subject in fitted:
        for word in words(subject):
            counts[word] = counts.get(word, 0) + 1
    vocabulary = sorted(word for word, count in counts.items() if count >= least)
    rows = [words(subject) for subject in asked]
    columns = {f"word={word}": [float(word in row) for row in rows] for word in vocabulary}
    columns[SHARE] = [len(row - set(vocabulary)) / len(row) if row else 0.0 for row in rows]
    return pd.DataFrame(columns, index=asked.index)


def series(*subjects: str | None) -> pd.Series:
    return pd.Series(pd.array(subjects, dtype="str"), index=range(30, 30 + len(subjects)), name="subject")


def case(fitted: pd.Series, asked: pd.Series, note: str, least: int = 1) -> Case:
    rows = f"fitted: {[*fitted]}\nasked:  {[*asked]}" if len(fitted) < 10 else ""
    return Case((fitted, asked, least), definition(fitted, asked, least),
                f"SubjectWords(min_subjects={least}).fit(fitted).transform(asked)", rows, note)


def token(draw: Draw, case: str) -> str:
    """A word that nobody knows beforehand: zorp in public."""
    if draw.name != GRADED:
        return "zorp"
    return "".join(draw.rng(f"token {case}").choice(list("bdfgklmnprstvz"), 7))


def shape(draw: Draw) -> Iterator[Case]:
    yield case(series("sso", "sso"), series("sso"), "One column a word, then the unknown share.")


def threshold(draw: Draw) -> Iterator[Case]:
    word = token(draw, "threshold")
    yield case(series(f"{word} slow", f"{word} failed"), series(word, word),
               f'min_subjects=2: "{word}" stands in two subjects, exactly as many as it must.', 2)


def twice_the_same(draw: Draw) -> Iterator[Case]:
    word = token(draw, "twice")
    yield case(series(word, word), series(word, word),
               "min_subjects=2: two subjects with the same text are two subjects.", 2)


def thresholds(draw: Draw) -> Iterator[Case]:
    yield from threshold(draw)
    yield from twice_the_same(draw)


def occurrences(draw: Draw) -> Iterator[Case]:
    word = token(draw, "occurrences")
    fitted = series(f"{word} {word} {word}", "login slow", "login failed", "login late")
    yield case(fitted, series(word), f'min_subjects=2: "{word}" stands three times, in one subject.', 2)


def counted(draw: Draw) -> Iterator[Case]:
    word = token(draw, "counted")
    yield case(series(f"{word} slow", f"{word} late"), series(f"{word} {word}"),
               f'"{word}" stands twice in the subject that is asked: the subject has it, 1.0.')


def part_of_a_word(draw: Draw) -> Iterator[Case]:
    word = token(draw, "part")
    yield case(series(f"{word} {word}s", f"{word} {word}s"), series(f"{word}s"),
               f'"{word}" is a part of "{word}s", and no word of the subject that is asked.')


def nothing_frequent(draw: Draw) -> Iterator[Case]:
    """Asked is a subject without words: what is done with unknown ones, UNKNOWN_SHARE judges."""
    yield case(series(f"{token(draw, 'empty')} slow", "login"), series(""),
               "min_subjects=2: no word is frequent enough. unknown_share is the only column.", 2)
    yield case(series("", "?"), series(""), "No fitted subject has words. unknown_share is the only column.")


def letter_case(draw: Draw) -> Iterator[Case]:
    yield case(series("LOGIN", "Straße gesperrt"), series("Login STRASSE"),
               "casefold makes one word of LOGIN, Login and login, and of Straße and STRASSE.")


def unicode_form(draw: Draw) -> Iterator[Case]:
    yield case(series("cre\u0301dito ｓｓｏ"), series("cr\u00e9dito sso"),
               "An é can be one character or two, the letters of ｓｓｏ can be wide ones: NFKC makes "
               "them one.")
    yield case(series("Viewer™"), series("VIEWERTM"),
               "NFKC makes TM, in capitals, of ™: it comes before casefold, or capitals are left.")


def scripts(draw: Draw) -> Iterator[Case]:
    yield case(series("límite años größe"), series("límite"),
               "Letters are letters in any script: without them límite falls into l and mite, "
               "and without its accent it is another word.")
    yield case(series("sync_error import-99%"), series("sync error import 99"),
               "Neither the underscore nor the hyphen is a letter or a digit.")
    yield case(series("plan b 7"), series("plan b 7"), "A single letter or digit is a word.")


def japanese(draw: Draw) -> Iterator[Case]:
    yield case(series("ログイン"), series("ログアウト"),
               "No spaces in Japanese: pairs of characters are the words.")
    yield case(series("ログイン"), series("グイ"),
               "Pairs overlap: グ is the second character of ログ and the first of グイ.")
    yield case(series("samlログイン不可"), series("samlの不可"),
               "saml is a word of its own in a run that is partly Japanese.")
    yield case(series("支払いが失敗"), series("支払い"),
               "Kana and kanji alike are Japanese: 支払い is one stretch, of the pairs 支払 and 払い.")
    yield case(series("エラー・ログ"), series("エラー・ログ"),
               "The dot is neither letter nor digit: pairs do not reach over the end of a run.")
    yield case(series("佐々木"), series("佐々木"), "The sign 々 is one of the Japanese characters.")
    yield case(series("税 api"), series("税"), "A single Japanese character is a word.")


def missing(draw: Draw) -> Iterator[Case]:
    yield case(series("nan none login", None), series(None, "login"),
               "A missing subject has no words, not the word nan or none.")


def unknown(draw: Draw) -> Iterator[Case]:
    word = token(draw, "unknown")
    yield case(series("login slow"), series(f"login {word} {word}", "login", "", None),
               f"Of the two different words of the first subject one is unknown, {word}; a subject without "
               f"words "
               "has 0.")


def columns_in_order(draw: Draw) -> Iterator[Case]:
    yield case(series("zebra apple mango 42 über"), series("apple"), "word=... in sorted order, "
                                                           "unknown_share last.")


def index(draw: Draw) -> Iterator[Case]:
    yield case(series("login"), series("login", "slow", "login").set_axis([7, 3, 5]),
               "The result has the index of the subjects, in their order.")


def everything(draw: Draw) -> Iterator[Case]:
    """Subjects of a drawn Desk, of both halves of its time; ten of the second half are written twice.

    After each half one text of a word of its own comes four times.
    """
    tables = desk.make_tables(draw.seed("desk"), days=7, tickets_per_day=20)
    tickets = tables.tickets.sort_values("created_at")
    subjects = tickets["subject"].mask(pd.Series(draw.rng("gaps").random(len(tickets)) < 0.05, tickets.index))
    half = len(subjects) // 2
    twice = subjects.index[half:half + 10]
    subjects.loc[twice] = subjects.loc[twice] + " " + subjects.loc[twice]
    same = pd.Series([token(draw, "everything")] * 4, index=range(-4, 0), dtype=subjects.dtype)
    fitted, asked = (pd.concat([part, same]) for part in (subjects[:half], subjects[half:]))
    for least in (1, 3):
        yield case(fitted, asked, "Subjects of a drawn Desk.", least)
