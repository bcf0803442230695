"""An answer that is right and then empties what it was given: INPUT_CHANGED says so, and no other oracle."""
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from autograder.checks.check import Check
from autograder.checks.features import model_input, model_input_cases, neighbour_rate, promises
from autograder.checks.features.calendar_cases import CALENDARS
from autograder.checks.features.calendar_cases import definition as calendar_values
from autograder.checks.features.calendar_features import CHECK as CALENDAR_CHECK
from autograder.draws import Draw, graded_draw, learner_key, public_draw

UNIT = "05_features"
PUBLIC = public_draw(UNIT, "any")
GRADED = graded_draw(UNIT, "any", learner_key("l"))


def emptying(answer: Callable[..., Any]) -> Callable[..., Any]:
    """The same answer; tables lose their rows, dictionaries their keys."""
    def then_empty(*arguments: Any) -> Any:
        value = answer(*arguments)
        for argument in arguments:
            if isinstance(argument, pd.DataFrame):
                argument.drop(argument.index, inplace=True)
            elif isinstance(argument, dict):
                argument.clear()
        return value
    return then_empty


class Calendar:
    """Right values, after which the caller's X and calendars are empty."""

    def __init__(self, calendars: dict[str, Any]) -> None:
        self.calendars = calendars

    def get_params(self) -> dict[str, Any]:
        return {"calendars": self.calendars}

    def fit(self, X: pd.DataFrame) -> "Calendar":
        emptying(len)(X)
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        return emptying(lambda table: calendar_values(table, self.calendars))(X)


@pytest.mark.parametrize("draw", [PUBLIC, GRADED], ids=["public", "graded"])
@pytest.mark.parametrize(("check", "answer"), [
    (neighbour_rate.CHECK, emptying(neighbour_rate.definition)),
    (model_input.CHECK, emptying(model_input_cases.definition)),
    (promises.CHECK, emptying(promises.definition)),
    (CALENDAR_CHECK, Calendar)], ids=["neighbour_rate", "model_input", "promises", "calendar"])
def test_emptied_arguments_are_told_of_and_nothing_else(check: Check, answer: Any, draw: Draw) -> None:
    """Its values are right, and are judged so."""
    result = check.run(UNIT, "Emptied", answer, draw)
    assert [failure.oracle for failure in result.failures] == ["INPUT_CHANGED"]


def test_no_answer_empties_what_the_next_check_uses() -> None:
    """The schema, the scales and the calendars are handed out as copies."""
    for check, answer in ((neighbour_rate.CHECK, emptying(neighbour_rate.definition)),
                          (model_input.CHECK, emptying(model_input_cases.definition))):
        check.run(UNIT, "Emptied", answer, PUBLIC)
    assert set(neighbour_rate.SCALES) == {"body_chars", "sla_hours"}
    assert set(model_input_cases.SCHEMA) == {"seats", "plan"} and len(CALENDARS) == 4
