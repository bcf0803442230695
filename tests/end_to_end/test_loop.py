"""The mentor's loop through stock nbgrader: everybody gets the points that their answers earn."""
from __future__ import annotations

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.grading.attempt_history import last_gradings, past_gradings, tasks_of
from autograder.nbgrader_plugins.gradebook import gradebook_url
from autograder.nbgrader_plugins.release import released
from autograder.verify.attempts import attempts_of, expected_points
from tests.end_to_end.graded_class import MISHAPS
from tests.tiny_course import REPOSITORY, SALT, SOLUTION, Tiny, answered, make_tiny

# The class is graded once for all of them: minutes where the machine is busy.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_every_command_of_the_mentor_succeeds(graded_class):
    assert graded_class.collected.returncode == 1, "two broken files are among the submissions"
    for done in (graded_class.graded, graded_class.feedback):
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_release_of_nbgrader_is_the_one_that_learners_get(graded_class):
    path = graded_class.tiny.root / "build/release/90_tiny/tiny.ipynb"
    made, ours = nbformat.read(path, as_version=4), released(graded_class.tiny.unit)
    assert made.cells == ours.cells


def test_the_release_holds_nothing_but_the_notebook(graded_class):
    folder = graded_class.tiny.root / "build/release/90_tiny"
    assert [path.name for path in folder.rglob("*")] == ["tiny.ipynb"]


def test_the_solution_earns_all(graded_class):
    assert graded_class.points("solution") == {"double-check": 3.0, "above-check": 2.0, "reason": None}


def test_the_stub_earns_nothing_and_needs_nobody_to_read_it(graded_class):
    assert graded_class.points("stub") == {"double-check": 0.0, "above-check": 0.0, "reason": 0.0}


def test_every_attempt_earns_what_it_declares(graded_class, tiny):
    from autograder.checks.check import check_of
    unit = tiny.unit
    for attempt in attempts_of(unit):
        expected = expected_points(attempt, check_of(unit, attempt.task))
        points = graded_class.points(attempt.name)
        assert points[unit.task(attempt.task).check_id] == expected, attempt.name
        others = {"double-check": 3.0, "above-check": 2.0}
        del others[unit.task(attempt.task).check_id]
        assert others.items() <= points.items(), attempt.name


@pytest.mark.parametrize("name", MISHAPS)
def test_a_mishap_costs_its_own_task_alone(graded_class, name):
    assert graded_class.points(name) == {"double-check": 0.0, "above-check": 2.0, "reason": 0.0}


@pytest.mark.parametrize("name", ["twice", "old"])
def test_a_duplicated_cell_and_an_old_format_cost_nothing(graded_class, name):
    points = graded_class.points(name)
    assert (points["double-check"], points["above-check"]) == (3.0, 2.0)


def test_nothing_of_a_class_is_run_with_the_salt_in_reach(graded_class):
    for path in (graded_class.tiny.root / "build/autograded").rglob("*.ipynb"):
        assert SALT not in path.read_text(encoding="utf-8")


def test_every_grading_is_in_the_history_with_every_oracle_of_both_draws(graded_class):
    url = gradebook_url(graded_class.tiny.course)
    last = last_gradings(url, "90_tiny")
    assert last.keys() >= {"solution", "stub", "double_zero", "twice", *MISHAPS}
    for task in tasks_of(url, [last["double_zero"].id])[last["double_zero"].id]:
        assert [result.draw for result in (task.public, task.graded)] == ["public", "graded"]
        assert all(len(result.oracles) == 2 for result in (task.public, task.graded))


def test_nothing_is_written_outside_of_build(graded_class):
    root = graded_class.tiny.root
    made = {path.name for path in root.iterdir()} - {path.name for path in REPOSITORY.iterdir()}
    assert made <= {"curriculum", "exercises", "work"}
    assert not (root / "gradebook.db").exists()
    assert {path.name for path in (root / "exercises").iterdir()} == {"90_tiny"}


def test_a_regrade_keeps_the_mentors_score_and_comment(tmp_path, release):
    """A manual score and a comment outlive a resubmission and its grading."""
    tiny = make_tiny(tmp_path / "course")
    sent = tmp_path / "ana.ipynb"
    nbformat.write(answered(release, {**SOLUTION, "reason": "First."}), sent)
    assert tiny.craft("collect", str(sent)).returncode == 0
    tiny.nbgrader("autograde", "90_tiny")
    with Gradebook(gradebook_url(tiny.course)) as gradebook:
        gradebook.find_grade("reason", "tiny", "90_tiny", "ana").manual_score = 1.5
        gradebook.find_comment("reason", "tiny", "90_tiny", "ana").manual_comment = "Say more."
        gradebook.db.commit()
    nbformat.write(answered(release, {**SOLUTION, "double": "pass", "reason": "Second."}), sent)
    assert tiny.craft("collect", str(sent)).returncode == 0
    done = tiny.nbgrader("autograde", "90_tiny")
    assert done.returncode == 0, done.stdout + done.stderr
    with Gradebook(gradebook_url(tiny.course)) as gradebook:
        grade = gradebook.find_grade("reason", "tiny", "90_tiny", "ana")
        assert (grade.manual_score, grade.score, grade.needs_manual_grade) == (1.5, 1.5, True)
        assert gradebook.find_comment("reason", "tiny", "90_tiny", "ana").comment == "Say more."
        assert gradebook.find_grade("double-check", "tiny", "90_tiny", "ana").score == 0
    history = sorted((tiny.root / "build/collected/ana/90_tiny").glob("*.ipynb"))
    assert len(history) == 2
    for command in (("autograde", "90_tiny", "--force"), ("generate_feedback", "90_tiny")):
        done = tiny.nbgrader(*command)
        assert done.returncode == 0, done.stdout + done.stderr
    with Gradebook(gradebook_url(tiny.course)) as gradebook:
        assert gradebook.find_grade("reason", "tiny", "90_tiny", "ana").score == 1.5
    page = (tiny.root / "build/feedback/ana/90_tiny/tiny.html").read_text(encoding="utf-8")
    assert "Say more." in page and "1.5 of 2 points" in page and "Score: 3.5 of 7 points" in page
    assert [past.points for past in past_gradings(gradebook_url(tiny.course), "90_tiny")] == [5.0, 2.0, 2.0]


def test_nbgrader_validate_tells_a_stub_from_a_solution(tiny: Tiny, release):
    stub, solved = tiny.root / "stub.ipynb", tiny.root / "solved.ipynb"
    nbformat.write(release, stub)
    nbformat.write(answered(release, {**SOLUTION, "reason": "Yes."}), solved)
    assert "Success!" in tiny.nbgrader("validate", "solved.ipynb").stdout
    assert "VALIDATION FAILED" in tiny.nbgrader("validate", "stub.ipynb").stdout
