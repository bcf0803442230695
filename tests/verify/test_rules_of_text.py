"""Each rule that reads a unit's texts: the sample keeps it, and a spoilt sample is reported."""
import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course import Unit
from autograder.verify.proof import put_rule
from autograder.verify.rules import RULES, RULES_OF_TEXT, Rule, exercise, lesson, writing
from autograder.verify.rules.answers import enough_answers_are_named, every_oracle_is_needed
from autograder.verify.subject import Subject
from tests.verify.sample import replace_in, sample_unit

Spoil = Callable[[Path], None]
EXERCISE, LESSON = "exercises/91_sample", "curriculum/91_sample"


def _edit(file: str, old: str, new: str) -> Spoil:
    return lambda root: replace_in(root / file, old, new)


def _add(file: str, text: str = "stray") -> Spoil:
    return lambda root: (root / file).write_text(text)


def _remove(file: str) -> Spoil:
    return lambda root: (root / file).unlink()


def _exercise(old: str, new: str) -> Spoil:
    return _edit(f"{EXERCISE}/sample.py", old, new)


def _lesson(old: str, new: str) -> Spoil:
    return _edit(f"{LESSON}.py", old, new)


def _unit(old: str, new: str) -> Spoil:
    return _edit(f"{EXERCISE}/unit.toml", old, new)


def _mentor(old: str, new: str) -> Spoil:
    return _edit(f"{EXERCISE}/mentor.md", old, new)


SPOILT: list[tuple[Rule, Spoil, str]] = [
    (writing.nothing_is_left_to_do, _mentor("A filter", "TODO: say how\nA filter"),
     "mentor.md: Line 3 .* TODO: say how"),
    (writing.nothing_is_left_to_do, _exercise("# Two small tasks", "# TODO two tasks"), "sample.py: Line 3"),
    (writing.unit_says_what_it_is_for, _unit('goals = ["Count what was known at an instant"]', "goals = []"),
     "'goals' is empty"),
    (writing.unit_serves_the_ladder, _unit('["aggregation"]', '["gathering"]'), "'gathering' is no stage"),
    (writing.unit_serves_the_ladder, _unit('"code.clarity"', '"code.clearness"'), "code.clearness"),
    (writing.unit_serves_the_ladder, _unit('["code.clarity"]', "[]"), "running_total: missing"),
    (writing.no_stray_files, _add(f"{EXERCISE}/notes.txt"), "notes.txt"),
    (writing.no_stray_files, _add(f"{EXERCISE}/attempts/data.csv"), "data.csv"),
    (lesson.lesson_begins_with_title_and_aims, _lesson("# # Sample", "# # Example"), "# Sample"),
    (lesson.lesson_begins_with_title_and_aims, _lesson("# You will be able to", "# We look at"), "its aims"),
    (lesson.lesson_begins_with_title_and_aims,
     _lesson("# - count what was known at an instant\n# - say", "# count, and say"), "its aims"),
    (lesson.lesson_lets_you_predict, _lesson("guess = None", "other = None"), "no predict cell"),
    (lesson.lesson_ends_with_practice, _lesson("# ## Faded example", "# ## Example"), "is no faded example"),
    (lesson.lesson_ends_with_practice,
     _lesson("# 5. Five? <details><summary>Answer</summary>5</details>", "# 5. Five?"), "has 4 folded"),
    (lesson.lesson_ends_with_practice, _lesson("exercises/91_sample", "the next"), "point to the exercise"),
    (lesson.lesson_twin_is_fresh, _lesson("Three pictures", "Two pictures"), "craft build 91"),
    (lesson.lesson_twin_is_fresh, _lesson("half = [1, 2]", "half = [1, 3]"), "craft build 91"),
    (lesson.lesson_twin_is_fresh, _remove(f"{LESSON}.ipynb"), "craft build 91"),
    (lesson.lesson_shows_plots, _edit(f"{LESSON}.ipynb", '"image/png"', '"image/gif"'), "shows 0 plots"),
    (lesson.lesson_shows_plots, _remove(f"{LESSON}.ipynb"), "it is missing"),
    (exercise.exercise_twin_is_fresh, _exercise("Two small tasks", "Some tasks"), "craft build 91"),
    (exercise.exercise_twin_is_fresh,
     _edit(f"{EXERCISE}/sample.ipynb", '"cells"', ' "cells"'), "craft build 91"),
    (exercise.tasks_have_answer_and_check_cells,
     _exercise('"grade_id": "late-share", "solution"', '"grade_id": "late-shares", "solution"'),
     "late_share has no answer cell"),
    (exercise.tasks_have_answer_and_check_cells, _exercise('"late-share-check"', '"late-share-test"'),
     "late_share has no check cell"),
    (exercise.graded_cells_belong_to_tasks, _exercise('"late-share-check"', '"late-share-test"'),
     "late-share-test belongs to no task"),
    (exercise.check_cells_call_the_checks,
     _exercise("check.running_total(running_total)\n#", "print(check.running_total(running_total))\n#"),
     r"check\.running_total\(running_total\)"),
    (exercise.check_cells_call_the_checks,
     _exercise('check.running_total(running_total, draw="graded")', 'check.running_total(running_total)'),
     "graded draw"),
    (exercise.check_cells_call_the_checks,
     _exercise('running_total, draw="graded")\n### END HIDDEN TESTS',
                    'running_total, draw="graded")\n### END HIDDEN TESTS\nprint(1)'), "graded draw"),
    (exercise.check_cells_are_worth_their_oracles, _exercise('"points": 5', '"points": 4'), "has 4 points"),
    (exercise.stubs_say_what_is_asked,
     _exercise('    """The sum of the values up to and with each one, in order."""\n', ""), "no docstring"),
    (exercise.stubs_say_what_is_asked,
     _exercise("(values: list[int])", "(values)"), r"no types for \['values'\]"),
    (exercise.stubs_say_what_is_asked,
     _exercise("(values: list[int]) -> list[int]", "(values: list[int])"), "its value"),
    (exercise.stubs_say_what_is_asked, _exercise("def running_total", "def total"), "does not define it"),
    (exercise.stubs_say_what_is_asked,
     _exercise("    ### BEGIN SOLUTION\n    totals, total_so_far = [], 0",
                    "    totals, total_so_far = [], 0\n    ### BEGIN SOLUTION"), "has code in running_total"),
    (exercise.release_keeps_secrets,
     _exercise("# ## Running total\n",
     "# ## Running total\n# Remember: `total`\n#     total_so_far += value\n"),
     "secret line: total_so_far"),
    (writing.hints_help_without_telling, _unit("Try three values on paper.", "total_so_far += value"),
     "total_so_far"),
    (writing.hints_help_without_telling, _unit("Try three values on paper.", "Each total adds one value."),
     "repeat each other"),
    (writing.oracles_name_lesson_sections,
     _lesson("# ## Edges", "# ## Borders"), "'Edges', which is not there"),
    (writing.prose_is_graded_by_specs, _unit('    {text = "Says what happens next"},\n', ""), "5 specs"),
    (writing.prose_is_graded_by_specs, _unit("pass_with = 2", "pass_with = 5"), "5 of the others"),
    (writing.prose_is_graded_by_specs, _exercise('"points": 6', '"points": 7'), "worth its specs"),
    (writing.mentor_page_has_its_parts, _mentor("## Wrong turns seen", "## Mistakes"), "'Wrong turns'"),
    (writing.mentor_page_has_its_parts, _mentor("3. What would you log?", ""), "2 oral questions"),
    (writing.mentor_page_has_its_parts, _remove(f"{EXERCISE}/mentor.md"), "it is missing"),
    (writing.mentor_page_has_graded_samples,
     _mentor("## Graded samples: Say what", "## Graded samples: What"), "'Pass' has no key"),
    (writing.mentor_page_has_graded_samples, _mentor("| 2 | no | |\n", ""), "'Fail' has no key"),
    (writing.mentor_page_has_graded_samples, _mentor("| 2 | yes | |", "| 2 | no | |"), "'Pass' is 'Fail'"),
    (enough_answers_are_named,
     _remove(f"{EXERCISE}/attempts/running_total_sum.py"), "2 other right and 2 wrong"),
    (enough_answers_are_named,
     _remove(f"{EXERCISE}/attempts/late_share_query.py"), "1 other right and 5 wrong"),
    (every_oracle_is_needed,
     _remove(f"{EXERCISE}/attempts/late_share_writes.py"), "alone or first, by INPUT_CHANGED"),
]


@pytest.mark.parametrize("rule", RULES_OF_TEXT, ids=lambda rule: rule.__name__)
def test_the_sample_keeps_the_rule(rule: Rule) -> None:
    """Nothing is reported of a sound unit."""
    assert put_rule(rule, Subject(sample_unit())).problems == ()


@pytest.mark.parametrize(("rule", "spoil", "report"), SPOILT,
                         ids=[f"{rule.__name__}-{n}" for n, (rule, _, _) in enumerate(SPOILT)])
def test_a_spoilt_sample_is_reported(sample_root: Path, rule: Rule, spoil: Spoil, report: str) -> None:
    """Each way to break a promise is reported with its file and what to do."""
    spoil(sample_root)
    problems = put_rule(rule, Subject(sample_unit(sample_root))).problems
    assert problems and all(problem.file for problem in problems)
    assert re.search(report, "\n".join(map(str, problems)))


def test_every_rule_of_text_has_a_test_that_breaks_it() -> None:
    """No rule is in the list that was never seen to report."""
    broken = {rule for rule, _, _ in SPOILT} | {writing.oracles_speak_clearly}
    assert set(RULES_OF_TEXT) == broken


def test_every_rule_states_its_promise() -> None:
    """The first line of a rule's docstring is a sentence, and no two rules promise the same."""
    from autograder.verify.proof import promise_of
    promises = [promise_of(rule) for rule in RULES]
    assert all(promise.endswith(".") for promise in promises) and len(set(promises)) == len(promises)


@pytest.mark.parametrize(("change", "report"), [
    ({"id": "edge"}, "'edge' is no good id"), ({"id": "LEAK_UNFINISHED"}, "is no good id"),
    ({"why": "It hurts"}, "its why is no sentence"), ({"misconception": ""},
     "its misconception is no sentence")])
def test_an_oracle_that_mumbles_is_reported(sample: Unit, change: dict[str, str], report: str) -> None:
    """Ids are capitals and used once a check; misconception and why are sentences."""
    subject = Subject(sample)
    first, *others = subject.checks
    oracles = (dataclasses.replace(first.oracles[0], **change), *first.oracles[1:])
    subject.__dict__["checks"] = (dataclasses.replace(first, oracles=oracles), *others)
    problems = put_rule(writing.oracles_speak_clearly, subject).problems
    assert problems and report in str(problems[0])
