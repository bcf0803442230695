"""`check` in a notebook: what it shows, remembers and returns."""
from __future__ import annotations

import pytest

from autograder.practice import check_for
from autograder.report.progress import read_history, unit_progress


@pytest.fixture
def check(tiny, monkeypatch):
    """`check` as in the learner's copy of the exercise."""
    for name in ("NBGRADER_EXECUTION", "CRAFT_LEARNER_KEY", "CRAFT_VARIANT"):
        monkeypatch.delenv(name, raising=False)
    folder = tiny.root / "work" / "90_tiny"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return check_for("90")


def right(values):
    return [None if value is None else 2 * value for value in values]


def squares(values):
    return [value * value for value in values]


def test_a_result_is_shown_as_html_and_as_text(check):
    shown = check.double(squares)
    assert "DOUBLES" in shown._repr_html_() and "DOUBLES" in repr(shown) and not shown.passed
    assert check.double(right).passed


def test_a_check_in_the_work_folder_is_remembered(check, tiny):
    check.double(squares)
    check.double(right)
    state = unit_progress(tiny.course, tiny.unit).tasks["double"]
    assert (state.passed, state.tries) == (True, 2)


def test_a_check_elsewhere_is_not_remembered(check, tiny, monkeypatch):
    monkeypatch.chdir(tiny.root)
    check.double(right)
    assert read_history(tiny.course) == []


def test_under_nbgrader_points_come_back_as_a_plain_float_and_nothing_is_remembered(check, tiny, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    points = check.double(lambda values: [2 * (value or 0) for value in values])
    assert points == 2.0 and type(points) is float
    assert read_history(tiny.course) == []


def test_the_learners_key_and_the_variant_decide_the_graded_data(check, monkeypatch):
    seen = []
    for key, variant in (("k1", "0"), ("k1", "0"), ("k2", "0"), ("k1", "1")):
        monkeypatch.setenv("CRAFT_LEARNER_KEY", key)
        monkeypatch.setenv("CRAFT_VARIANT", variant)
        given = []
        check.double(lambda values, given=given: given.append(tuple(values)) or right(values), draw="graded")
        seen.append(given[0])
    assert seen[0] == seen[1] and len(set(seen)) == 3


def test_hints_come_in_order_and_then_all_again(check):
    assert ["Hint 1 of 3" in repr(check.hint("double")), "Hint 2 of 3" in repr(check.hint("double")),
            "Hint 3 of 3" in repr(check.hint("double"))] == [True] * 3
    assert repr(check.hint("double")).count("\n") >= 3


def test_an_unknown_check_names_those_there_are(check):
    with pytest.raises(AttributeError, match="'triple'.*double, above"):
        check.triple(right)
    assert {"double", "above", "hint", "progress"} <= set(dir(check))


def test_an_unknown_draw_is_refused(check):
    with pytest.raises(ValueError, match="public.*graded"):
        check.double(right, draw="private")


def test_what_an_answer_prints_is_shown_with_its_result(check):
    def noisy(values):
        print("looking at", len(values))
        return right(values)
    assert "looking at 4" in repr(check.double(noisy))
