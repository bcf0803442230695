"""pipeline_answers: questions that only reading and running the team's code answers.

Examples never show what was expected: a place that is wrong is answered with what to look for. That the key
is true of the code is tested in `tests/checks/modeling`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.results import Counterexample

SECTION = "Somebody else's train.py"
CALL = "pipeline_answers()"
# The answers, by their digests: learners have this file too, and are to read the team's code instead.
KEY: Mapping[str, set[str]] = {
    "scaling": {"a7a455ba6ee6"},
    "maturity": {"d70c0d4d2738"},
    "untreated": {"3839b71299df"},
    "rounding": {"ea0650e40817"},
    "refused": {"032e3abc9ba8"},
    "callers": {
        "773d2fcee51d",
        "0c17515921ed",
        "afda7bffe0be",
        "6a027a7348df",
        "b25851187678",
    },
    "train_days": {"601a9f37699a"},
    "one_hot": {"21dc0e789657"},
    "weakest": {"0cd4c84333d0"},
}
SETS, WHOLE, ROUNDED = ("callers",), ("train_days", "one_hot"), ("weakest",)
# An answer may differ from the true number by so much, besides its rounding to three decimals.
SLACK = 1e-4
PLACE = re.compile(r"\w+\.py:\w+(\.\w+)?")


def contract(value: Any) -> str | None:
    """RETURN_SHAPE judges the kind; the other oracles look at one key each."""
    return None if isinstance(value, dict) else f"a {type(value).__name__}; the prompt asks for a dictionary"


def digest(key: str, text: str) -> str:
    """What stands in the key for an answer."""
    return hashlib.sha256(f"{key} {text}".encode()).hexdigest()[:12]


def is_right(key: str, given: Any) -> bool:
    if key in SETS:
        return isinstance(given, set | frozenset | list | tuple) and digests(key, given) == KEY[key]
    if key in WHOLE:
        return is_number(given) and float(given).is_integer() and digest(key, f"{given:.3f}") in KEY[key]
    if key in ROUNDED:
        steps = (-SLACK, 0.0, SLACK)
        return is_number(given) and any(digest(key, f"{given + step:.3f}") in KEY[key] for step in steps)
    return isinstance(given, str) and digest(key, given.strip()) in KEY[key]


def is_too_short(key: str, given: Any) -> bool:
    """Whether a number of fewer than three decimals is the right one, rounded or cut."""
    if key not in ROUNDED or not is_number(given) or abs(given - round(float(given), 2)) > SLACK:
        return False
    return any(digest(key, f"{given + step / 1000:.3f}") in KEY[key] for step in range(-9, 10))


def digests(key: str, given: Iterable[Any]) -> set[str]:
    return {digest(key, str(place)) for place in given}


def is_number(value: Any) -> bool:
    return not isinstance(value, bool) and (isinstance(value, int | float) or hasattr(value, "dtype"))


def knows(key: str, look_for: str) -> Property:
    """The answer to one question is right; a wrong one is told where to look, not what to say."""

    def test(answer: Any, draw: Draw) -> Counterexample | None:
        given = answer().get(key)
        if is_right(key, given):
            return None
        note = "Right as far as it goes: three decimals are asked." if is_too_short(key, given) else ""
        return Counterexample(f'{CALL}["{key}"]', told(key, given), look_for, "", note)

    return test


def told(key: str, given: Any) -> str:
    """What was given; of a set also how it differs in number, which tells what kind of mistake it is."""
    if key != "callers" or not isinstance(given, set | frozenset | list | tuple):
        return repr(given)[:200]
    right = len(digests(key, given) & KEY[key])
    places = len(set(map(str, given)))
    if right == len(KEY[key]):
        return f"all that call it, and {places - right} more that do not call it themselves"
    return f"{places} places, {right} of which call it"


def shape(answer: Any, draw: Draw) -> Counterexample | None:
    """A dictionary with the nine keys, places as text, the last three as numbers."""
    value = getattr(answer, "target", answer)()
    if not isinstance(value, dict):
        return Counterexample(CALL, f"a {type(value).__name__}", "a dictionary")
    if set(value) != set(KEY):
        missing = sorted(set(KEY) - set(map(str, value)))
        return Counterexample(CALL, f"keys {sorted(map(str, value))}", f"the nine keys; missing: {missing}")
    for key in KEY:
        kind = "a set of texts" if key in SETS else "a number" if key in (*WHOLE, *ROUNDED) else "text"
        if not KINDS[kind](value[key]):
            return Counterexample(f'{CALL}["{key}"]', f"a {type(value[key]).__name__}", kind)
        odd = odd_place(value[key])
        if odd is not None:
            return Counterexample(
                f'{CALL}["{key}"]',
                repr(odd)[:100],
                'a place: "ingest.py:extract", without a folder; a method "file:Class.method"',
            )
    return None


KINDS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "a set of texts": lambda value: isinstance(value, set | frozenset | list | tuple),
    "a number": is_number,
}


def odd_place(value: Any) -> Any:
    """What is not written as a place, of an answer that is one place or several; None if there is nothing."""
    places: Iterable[Any] = [value] if isinstance(value, str) else () if is_number(value) else value
    return next((place for place in places if not PLACE.fullmatch(str(place).strip())), None)


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    return [()]


def question(identifier: str, points: float, key: str, misconception: str, why: str, look_for: str) -> Oracle:
    return Oracle(identifier, points, misconception, why, SECTION, knows(key, look_for))


CHECK = Check(
    "pipeline_answers",
    contract,
    (
        Oracle("RETURN_SHAPE", 0.5, MISCONCEPTION, WHY, SECTION, shape, guard=True),
        question(
            "SCALED_ELSEWHERE",
            1,
            "scaling",
            "The means and standard deviations come from another function.",
            "Whoever looks for a leak through scaling looks in the wrong period.",
            "the function whose lines compute `centre` and `scale` from a table of features",
        ),
        question(
            "MATURED_ELSEWHERE",
            1,
            "maturity",
            "Days without all of their labels are left out elsewhere.",
            "A change of the lag is made where it has no effect, and recent days look good.",
            "the function that compares days with `label_lag_days`",
        ),
        question(
            "TREATED_ELSEWHERE",
            1,
            "untreated",
            "The tickets of the fast lane are dropped elsewhere.",
            "The next edit brings them back, and the model learns what the fast lane makes of a ticket.",
            "the function that calls the one which lists them, and keeps the other rows",
        ),
        question(
            "ROUNDED_ELSEWHERE",
            0.5,
            "rounding",
            "The probability is rounded elsewhere.",
            "Weights and probabilities are rounded for different reasons; mixing them up breaks the replay.",
            "what is called on features and returns probabilities, a method: file:Class.method",
        ),
        question(
            "REFUSED_ELSEWHERE",
            1,
            "refused",
            "An artefact of other features is refused elsewhere.",
            "The model is served with features that it has never seen, and nobody hears of it.",
            "not what makes the fingerprint but what compares two of them and raises",
        ),
        question(
            "CALLERS_MISSED",
            1.5,
            "callers",
            "Callers of features.build are missing, or others are named.",
            "The change passes the tests of training, and breaks the monitor at night.",
            "every function or method outside features.py with a call of `features.build(`; five of them",
        ),
        question(
            "DAYS_MISCOUNTED",
            1,
            "train_days",
            "The training part has another number of days.",
            "A gap is forgotten or counted twice: labels of the later period are known to the earlier.",
            "the number of days with date < calibrate_from - gap; make such a table and run `train.split`",
        ),
        question(
            "COLUMNS_MISCOUNTED",
            0.25,
            "one_hot",
            "Another number of columns stands for words of menus.",
            "Whoever plans memory or reads weights must know how wide a one-hot part is.",
            "the number of columns of `features.build(features.probe_rows())` that hold a `=`",
        ),
        question(
            "LIMIT_MISSED",
            0.25,
            "weakest",
            "Another number is the least value of log_work_left.",
            "Nobody notices that all tickets beyond the deadline look alike to the model.",
            "the value, to three decimals, with no hours left: `left` is clipped, half an hour is added",
        ),
    ),
    probes,
)
