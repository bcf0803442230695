"""SubjectWords: words of five languages as columns, settled once and for all."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.features.encoder import contract
from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.compare import first_difference
from autograder.oracles.estimator import keeps_the_contract, oracle_through, through
from autograder.oracles.oracle import ContractBroken, Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample
from craftdata import desk

SECTION, PARITY = "Words in five languages", "One definition, two callers"
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


def shown(target: Any, fitted: pd.Series, asked: pd.Series, least: int) -> Any:
    """What transform returns, as it is."""
    made = target(min_subjects=least)
    made.fit(fitted)
    return made.transform(asked)


def filled(target: Any, fitted: pd.Series, asked: pd.Series, least: int) -> pd.DataFrame:
    return frame(shown(target, fitted, asked, least))


def frame(value: Any) -> pd.DataFrame:
    if not isinstance(value, pd.DataFrame):
        raise ContractBroken(f"transform(subjects) returned a {type(value).__name__}; the prompt asks for a "
                             "DataFrame")
    if SHARE not in value.columns:
        raise ContractBroken(f"transform(subjects) returned no column {SHARE}")
    return value


def use(target: Any, fitted: pd.Series, asked: pd.Series, least: int) -> Any:
    """All that can be seen of a vocabulary on some subjects."""
    made = target(min_subjects=least)
    made.fit(fitted)
    table = made.transform(asked)
    return {"columns": [*table.columns], "values": table, "parameters": made.get_params()}


def vocabulary(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """Which words are columns, in any order."""
    return _set(value), _set(case.expected)


def _set(table: pd.DataFrame) -> str:
    names = sorted(str(column).removeprefix("word=") for column in table.columns if column != SHARE)
    return ", ".join(names) or "none"


def first_found(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """The words that the first asked subject has."""
    return _found(value), _found(case.expected)


def _found(table: pd.DataFrame) -> str:
    row = table.iloc[0].drop(SHARE).astype(float)
    return ", ".join(sorted(str(name).removeprefix("word=") for name in row.index[row > 0])) or "none"


def share(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    got, expected = value[SHARE].astype(float).tolist(), case.expected[SHARE].tolist()
    return dict(enumerate(got)), dict(enumerate(expected))


def order(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """The columns in order; if a word is missing or too much, other oracles say so."""
    got, expected = [*map(str, value.columns)], [*case.expected.columns]
    return (", ".join(got), ", ".join(expected)) if sorted(got) == sorted(expected) else ("", "")


def index_alone(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return pd.Series(0, index=value.index), pd.Series(0, index=case.expected.index)


def everything_of(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    expected = case.expected
    if value.shape == expected.shape and [*map(str, value.columns)] == [*expected.columns]:
        value = value.set_axis(expected.index).set_axis(expected.columns, axis=1)
        # Cell by cell is slow: only the columns that differ are looked at so.
        apart = [name for name in expected if not np.allclose(value[name].astype(float), expected[name])]
        return value[apart], expected[apart]
    return value, expected


def gives(make: Callable[[Draw], Iterator[Case]], view: View) -> Property:
    return through(filled, agrees(make, view))


def token(draw: Draw, case: str) -> str:
    """A word that nobody knows beforehand: zorp in public."""
    if draw.name != GRADED:
        return "zorp"
    return "".join(draw.rng(f"token {case}").choice(list("bdfgklmnprstvz"), 7))


def shape(draw: Draw) -> Iterator[Case]:
    yield case(series("sso", "sso"), series("sso"), "One column a word, then the unknown share.")


def frozen(answer: Any, draw: Draw) -> Counterexample | None:
    """Subjects with unseen words alter neither the columns nor what comes out for the fitted subjects."""
    fitted, new = series("invoice wrong", "invoice late"), series(f"{token(draw, 'frozen')} invoice")
    made = answer(min_subjects=1)
    made.fit(fitted)
    before, later, after = (frame(made.transform(subjects)) for subjects in (fitted, new, fitted))
    texts = [", ".join(map(str, table.columns)) for table in (before, later, after)]
    rows = f"fitted: {[*fitted]}\nnew:    {[*new]}"
    if texts[0] != texts[1]:
        return Counterexample("made.fit(fitted).transform(new).columns", texts[1], texts[0], rows,
                              "Which columns there are is settled by fit: the model was trained on them.")
    difference = first_difference(after, before)
    if difference:
        return Counterexample("made.transform(fitted), after made.transform(new)",
                              f"{difference.got} ({difference.place})",
                              f"{difference.expected} ({difference.place})", rows,
                              "What came in between must not alter the training matrix.")
    return None


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


def value_of_it(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """The value of the one word that the asked subject has; 0 if the word is no column."""
    name = case.expected.columns[case.expected.iloc[0] > 0][0]
    return {name: float(value[name].iloc[0]) if name in value else 0.0}, {name: 1.0}


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


def parameters(draw: Draw) -> Mapping[str, Any]:
    return {"min_subjects": 1}


def data(draw: Draw) -> tuple[pd.Series]:
    return (series("login slow", "sso login"),)


def other_data(draw: Draw) -> tuple[pd.Series]:
    return (series("invoice wrong"),)


def transformed(made: Any, given: Sequence[Any]) -> pd.DataFrame:
    return frame(made.transform(given[0]))


def plain(draw: Draw) -> tuple[Any, ...]:
    return series("Login", None, "SSO"), series("LOGIN", None), 1


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    makers = (thresholds, occurrences, counted, letter_case, unicode_form, scripts, japanese, missing,
              unknown, columns_in_order, index, everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("SubjectWords", contract, (
    oracle_through(shown, return_shape(0.5, SECTION, shape)),
    Oracle("VOCABULARY_THAWS", 1.75,
           "Words of new subjects change the columns, or the matrix of the old ones.",
           "The model gets a matrix of another width or another meaning on the first day after the launch.",
           SECTION, frozen),
    Oracle("THRESHOLD", 0.25, "A word in exactly min_subjects subjects is no column, or one in fewer is.",
           "Another definition of the same parameter, and a model of one team cannot be rebuilt by another.",
           SECTION, gives(thresholds, vocabulary)),
    Oracle("OCCURRENCES_COUNTED", 0.75,
           "A word's frequency is how often it stands, not in how many subjects.",
           "One customer who writes a word ten times puts it into the model.",
           SECTION, gives(occurrences, vocabulary)),
    Oracle("COUNTED", 0.25, "A word's value is how often it stands in the subject, not whether it does.",
           "A subject pasted twice is another row for the model than the same subject pasted once.",
           SECTION, gives(counted, value_of_it)),
    Oracle("LETTERS_LOST", 1, "Letters (of any script) or digits are lost, or _ or another sign is one.",
           "Words fall apart, grow together or turn into others (año, ano), mostly in languages that nobody "
           "in the team reads.",
           SECTION, gives(scripts, first_found)),
    Oracle("FORMS_KEPT", 1, "The same text in another Unicode form is another word.",
           "A new client app sends é as two characters, and every accented word is unknown overnight.",
           SECTION, gives(unicode_form, first_found)),
    Oracle("CASE_KEPT", 1, "Words that differ by case alone are different words.",
           "URGENT and urgent share no evidence; each halves the other's.",
           SECTION, gives(letter_case, first_found)),
    Oracle("JAPANESE_UNCUT", 1, "Japanese text is not cut as stated: pairs within a stretch, or a single "
                                "character.",
           "Its words never come again, or nobody has written them: the model is blind for one market.",
           SECTION, gives(japanese, first_found)),
    Oracle("MISSING_IS_A_WORD", 0.5, "A missing subject raises, or has words.",
           "nan becomes the most frequent word of the desk.",
           "Categories nobody has seen", gives(missing, first_found)),
    Oracle("UNKNOWN_SHARE", 0.5, "The unknown share is not that of the subject's different words.",
           "It is the one column that tells that customers begin to write of something new.",
           SECTION, gives(unknown, share)),
    Oracle("COLUMN_ORDER", 0.5, "The words' columns do not come in sorted order, the unknown share last.",
           "An order that hangs on a hash or on the first subject is another one after the next training.",
           SECTION, gives(columns_in_order, order)),
    Oracle("CONTRACT", 0.25, "The class does not keep scikit-learn's contract.",
           "clone() and searches build new objects from get_params(), and fit them again: they fail, or "
           "keep an old vocabulary.",
           SECTION, keeps_the_contract(parameters, data, other_data, transformed,
                                       "SubjectWords(min_subjects=1)")),
    Oracle("INDEX_LOST", 0.25, "The result does not have the index of the subjects, in their order.",
           "Joined to the other features, every ticket gets another ticket's words.",
           PARITY, gives(index, index_alone)),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's subjects.",
           "The subject that is logged and shown is no longer the one that the customer wrote.",
           SECTION, through(shown, leaves_input_alone(plain, ("fitted", "asked", "least"))), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On subjects of a drawn Desk some values differ from the definition's.",
           "The matrix is wrong in rare rows that no spot check looks at.",
           SECTION, gives(everything, everything_of)),
), probes, use)
