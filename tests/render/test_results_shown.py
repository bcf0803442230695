"""A result in words: the same in text and HTML, and what a graded draw keeps back."""
from __future__ import annotations

import re
from html import unescape

import pytest

from autograder.render.html import result_html
from autograder.render.text import result_text
from autograder.results import Counterexample, OracleResult, Outcome, TaskResult

EXAMPLE = Counterexample('join(a, b, "key")', "2 rows", "1 row", "key  at\nx    1", "Both are known.")


def oracle(name: str, outcome: Outcome, **fields) -> OracleResult:
    points = 1.0 if outcome == Outcome.PASSED else 0.0
    return OracleResult(name, outcome, points, 1.0, f"The answer lacks {name}.", "It costs money.",
                        "Two clocks", **fields)


def result(*oracles: OracleResult, draw: str = "public", printed: str = "") -> TaskResult:
    return TaskResult("90_tiny", "join", "Join", draw, oracles, printed)


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html))


FAILED = result(oracle("GOOD", Outcome.PASSED), oracle("FIRST", Outcome.WRONG, counterexample=EXAMPLE),
                oracle("SECOND", Outcome.RAISED, error="ValueError: no"))


@pytest.mark.parametrize("shown", [result_text(FAILED), plain(result_html(FAILED))], ids=["text", "html"])
def test_a_failure_reads_misconception_example_reason_lesson_and_hint_in_this_order(shown):
    parts = ["join", "1 of 3", "FIRST", "The answer lacks FIRST.", 'join(a, b, "key")', "2 rows", "1 row",
             "Both are known.", "It costs money.", "SECOND", 'section "Two clocks"', 'check.hint("join")']
    places = [shown.find(part) for part in parts]
    assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("show", [result_text, result_html])
def test_a_graded_draw_gives_id_and_misconception_alone(show):
    shown = show(result(*FAILED.oracles, draw="graded"))
    assert "FIRST" in shown and "The answer lacks FIRST." in shown and "1 of 3 points" in shown
    for kept_back in ("2 rows", "1 row", "Both are known.", "ValueError"):
        assert kept_back not in shown


@pytest.mark.parametrize("show", [result_text, result_html])
def test_the_three_outcomes_are_told_apart(show):
    stub = show(result(oracle("A", Outcome.NOT_ATTEMPTED)))
    wrong = show(result(oracle("A", Outcome.WRONG, counterexample=EXAMPLE)))
    raised = show(result(oracle("A", Outcome.RAISED, error="ValueError: no\n  in your code, line 3: x")))
    assert "not attempted yet" in stub and "The answer lacks" not in stub
    assert "Expected" in wrong and "It raised" not in wrong
    assert "It raised" in raised and "line 3" in raised


@pytest.mark.parametrize("show", [result_text, result_html])
def test_an_exception_is_not_said_to_have_come_back(show):
    shown = plain(show(result(oracle("RETURN_SHAPE", Outcome.RAISED, error="ValueError: no"))))
    assert "The call raises an exception, so nothing comes back." in shown
    assert "The answer lacks RETURN_SHAPE." not in shown
    assert "nothing comes back" not in plain(show(FAILED))


@pytest.mark.parametrize("show", [result_text, result_html])
def test_an_exception_is_shown_with_the_call_that_raised(show):
    case = Counterexample("double(2)", "", "", "rows:\n 2", "Two twos are four.")
    shown = plain(show(result(oracle("A", Outcome.RAISED, error="ValueError: no", counterexample=case))))
    assert "double(2)" in shown and "Rows that matter" in shown and "Two twos are four." in shown
    assert "Got" not in shown and "Expected" not in shown


@pytest.mark.parametrize("draw", ["public", "graded"])
@pytest.mark.parametrize("show", [result_text, result_html])
def test_what_ran_out_of_time_is_not_said_to_be_wrong(show, draw):
    shown = plain(show(result(oracle("A", Outcome.OUT_OF_TIME, error="no answer within 8 s"), draw=draw)))
    assert "0 of 1 properties hold, 1 not decided for lack of time" in shown
    assert "It costs money." not in shown
    assert "FAIL" not in shown and "\u2717" not in shown and "&#10007;" not in shown
    assert "not decided" not in plain(show(FAILED))


@pytest.mark.parametrize("show", [result_text, result_html])
def test_a_fault_beside_what_ran_out_of_time_is_a_failure(show):
    shown = plain(show(result(oracle("A", Outcome.WRONG), oracle("B", Outcome.OUT_OF_TIME))))
    assert "0 of 2 properties hold, 1 not decided for lack of time" in shown
    assert "FAIL" in shown or "\u2717" in shown or "&#10007;" in shown


@pytest.mark.parametrize("show", [result_text, result_html])
def test_a_passed_task_says_so_in_one_line(show):
    shown = show(result(oracle("A", Outcome.PASSED)))
    assert "all properties hold" in shown and "lacks" not in shown


def test_nothing_that_an_answer_returned_or_printed_becomes_markup():
    evil = "<img src=x onerror=alert(1)>"
    example = Counterexample(evil, evil, evil, evil, evil)
    shown = result_html(result(oracle("A", Outcome.WRONG, counterexample=example),
                               oracle("B", Outcome.RAISED, error=evil), printed=evil))
    assert "<img" not in shown and shown.count("&lt;img") >= 6


def test_text_is_wrapped_to_a_terminal_but_tables_keep_their_lines():
    wide = Counterexample("f()", "1", "2", rows="a" * 150 + "\n" + "b" * 150)
    lines = result_text(result(oracle("A", Outcome.WRONG, counterexample=wide))).splitlines()
    assert max(len(line) for line in lines if "aaa" not in line and "bbb" not in line) <= 100
    assert sum("a" * 150 in line or "b" * 150 in line for line in lines) == 2


def test_names_in_backticks_are_code_on_a_page():
    told = OracleResult("A", Outcome.WRONG, 0.0, 1.0, "It sorts `left <b>`.", "Cost.", "Two clocks",
                        EXAMPLE)
    assert "<code>left &lt;b&gt;</code>" in result_html(result(told))
    assert "`left <b>`" in result_text(result(told))


def test_beside_a_lesson_its_section_is_a_link_to_the_heading():
    assert '<a href="lesson.ipynb#Two-clocks">Two clocks</a>' in result_html(FAILED, "lesson.ipynb")
    assert "<a " not in result_html(FAILED)


@pytest.mark.parametrize("show", [result_text, result_html])
def test_what_an_answer_prints_of_a_graded_draw_is_kept_back(show):
    """An answer that prints its arguments would show the learner the data on which it is graded."""
    one = oracle("ONE", Outcome.PASSED)
    assert "my arguments" in show(result(one, printed="my arguments"))
    assert "my arguments" not in show(result(one, printed="my arguments", draw="graded"))


@pytest.mark.parametrize("draw", ["public", "graded"])
@pytest.mark.parametrize("show", [result_text, result_html])
def test_what_waits_for_another_property_is_named_as_not_judged(show, draw):
    waits = oracle("LATER", Outcome.UNJUDGED)
    shown = plain(show(result(*FAILED.oracles, waits, draw=draw)))
    assert "Not judged while another property fails: LATER" in shown
    assert "The answer lacks LATER." not in shown
    alone = plain(show(result(oracle("GOOD", Outcome.PASSED), waits, draw=draw)))
    assert "1 of 2 properties hold" in alone and "LATER" in alone
