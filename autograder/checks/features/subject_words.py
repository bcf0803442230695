"""SubjectWords: words of five languages as columns, settled once and for all."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.features import subject_words_cases as cases
from autograder.checks.features.encoder import contract
from autograder.checks.features.subject_words_cases import SHARE, series, token
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.compare import first_difference
from autograder.oracles.estimator import keeps_the_contract, oracle_through, through
from autograder.oracles.oracle import ContractBroken, Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION, PARITY = "Words in five languages", "One definition, two callers"


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


def value_of_it(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """The value of the one word that the asked subject has; 0 if the word is no column."""
    name = case.expected.columns[case.expected.iloc[0] > 0][0]
    return {name: float(value[name].iloc[0]) if name in value else 0.0}, {name: 1.0}


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
    makers = (cases.thresholds, cases.occurrences, cases.counted, cases.part_of_a_word,
              cases.nothing_frequent, cases.letter_case, cases.unicode_form, cases.scripts, cases.japanese,
              cases.missing, cases.unknown, cases.columns_in_order, cases.index, cases.everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("SubjectWords", contract, (
    oracle_through(shown, return_shape(0.5, SECTION, cases.shape)),
    Oracle("VOCABULARY_THAWS", 1.5,
           "Words of new subjects change the columns, or the matrix of the old ones.",
           "The model gets a matrix of another width or another meaning on the first day after the launch.",
           SECTION, frozen),
    Oracle("THRESHOLD", 0.25, "A word in exactly min_subjects subjects is no column, or one in fewer is.",
           "Another definition of the same parameter, and a model of one team cannot be rebuilt by another.",
           SECTION, gives(cases.thresholds, vocabulary)),
    Oracle("OCCURRENCES_COUNTED", 0.75,
           "A word's frequency is how often it stands, not in how many subjects.",
           "One customer who writes a word ten times puts it into the model.",
           SECTION, gives(cases.occurrences, vocabulary)),
    Oracle("COUNTED", 0.25, "A word's value is how often it stands in the subject, not whether it does.",
           "A subject pasted twice is another row for the model than the same subject pasted once.",
           SECTION, gives(cases.counted, value_of_it)),
    Oracle("PART_OF_A_WORD", 0.25, "A subject has a word that is only a part of one of its words.",
           "Each login is a log, and each capital an api: rare words are everywhere.",
           SECTION, gives(cases.part_of_a_word, first_found)),
    Oracle("LETTERS_LOST", 1, "Letters (of any script) or digits are lost, or _ or another sign is one.",
           "Words fall apart, grow together or turn into others (año, ano), mostly in languages that nobody "
           "in the team reads.",
           SECTION, gives(cases.scripts, first_found)),
    Oracle("FORMS_KEPT", 1, "The same text in another Unicode form is another word.",
           "A new client app sends é as two characters, and every accented word is unknown overnight.",
           SECTION, gives(cases.unicode_form, first_found)),
    Oracle("CASE_KEPT", 0.75, "Words that differ by case alone are different words.",
           "URGENT and urgent share no evidence; each halves the other's.",
           SECTION, gives(cases.letter_case, first_found)),
    Oracle("JAPANESE_UNCUT", 1, "Japanese text is not cut as stated: pairs within a stretch, or a single "
                                "character.",
           "Its words never come again, or nobody has written them: the model is blind for one market.",
           SECTION, gives(cases.japanese, first_found)),
    Oracle("MISSING_IS_A_WORD", 0.5, "A missing subject raises, or has words.",
           "nan becomes the most frequent word of the desk.",
           "Categories nobody has seen", gives(cases.missing, first_found)),
    Oracle("EMPTY_VOCABULARY", 0.25, "Where no word is frequent enough, it raises, or has columns of words.",
           "A new product has ten tickets: the training stops at its first night.",
           "Categories nobody has seen", gives(cases.nothing_frequent, vocabulary)),
    Oracle("UNKNOWN_SHARE", 0.5, "The unknown share is not that of the subject's different words.",
           "It is the one column that tells that customers begin to write of something new.",
           SECTION, gives(cases.unknown, share)),
    Oracle("COLUMN_ORDER", 0.5, "The words' columns do not come in sorted order, the unknown share last.",
           "An order that hangs on a hash or on the first subject is another one after the next training.",
           SECTION, gives(cases.columns_in_order, order)),
    Oracle("CONTRACT", 0.25, "The class does not keep scikit-learn's contract.",
           "clone() and searches build new objects from get_params(), and fit them again: they fail, or "
           "keep an old vocabulary.",
           SECTION, keeps_the_contract(parameters, data, other_data, transformed,
                                       "SubjectWords(min_subjects=1)")),
    Oracle("INDEX_LOST", 0.25, "The result does not have the index of the subjects, in their order.",
           "Joined to the other features, every ticket gets another ticket's words.",
           PARITY, gives(cases.index, index_alone)),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's subjects.",
           "The subject that is logged and shown is no longer the one that the customer wrote.",
           SECTION, through(shown, leaves_input_alone(plain, ("fitted", "asked", "least"))), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On subjects of a drawn Desk some values are wrong, or it raises.",
           "The matrix is wrong in rare rows that no spot check looks at.",
           SECTION, gives(cases.everything, everything_of)),
), probes, use)
