"""The single writer: whole or not at all, once, patient, and careful with what a person has written."""
from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import func, select
from traitlets.config import Config

from autograder.course import CourseError
from autograder.grading.attempt_history import engine_of, last_gradings, past_gradings, tasks_of
from autograder.grading.attempts import ORACLE, SUBMISSION, TASK
from autograder.nbgrader_plugins.gradebook import COURSE_ID, cell_scores, gradebook_url
from autograder.nbgrader_plugins.recorder import Recorder

pytestmark = pytest.mark.slow


@pytest.fixture
def url(known) -> str:
    return gradebook_url(known.course)


@pytest.fixture
def record(known, url):
    """Record gradings, one after the other."""
    def record(*gradings, patience=20.0, waiting=lambda sentence: None):
        with Recorder(url, Config(), waiting, patience) as recorder:
            return [recorder.record(grading, known.unit) for grading in gradings]
    return record


def points(known, learner):
    return {score.cell: score.score for score in cell_scores(known.course, known.unit)
            if score.learner == learner}


def rows(url, table):
    with engine_of(url).connect() as db:
        return db.execute(select(func.count()).select_from(table)).scalar()


def by_hand(url, learner, score=None, comment=None, read=True):
    """What a mentor does in formgrader."""
    with Gradebook(url, COURSE_ID) as gradebook:
        grade = gradebook.find_grade("reason", "tiny", "90_tiny", learner)
        grade.manual_score, grade.needs_manual_grade = score, not read
        gradebook.find_comment("reason", "tiny", "90_tiny", learner).manual_comment = comment
        gradebook.db.commit()


def test_scores_are_nbgraders_and_the_history_is_beside_them(known, url, record, graded_as):
    assert record(graded_as("ana", "zero")) == [True]
    assert points(known, "ana") == {"double-check": 2.0, "above-check": 2.0, "reason": 0.0}
    past = last_gradings(url, "90_tiny")["ana"]
    assert (past.points, past.max_points, past.mode) == (4.0, 5.0, "jail") and past.versions["python"]


def test_what_an_oracle_found_comes_back_as_it_was(url, record, graded_as):
    grading = graded_as("ana", "squares")
    record(grading)
    assert tasks_of(url, [grading.id])[grading.id] == grading.graded.tasks


def test_the_same_result_is_recorded_once(url, record, graded_as):
    grading = graded_as("ana", "solution")
    assert record(grading, grading) == [True, False] and record(grading) == [False]
    assert len(past_gradings(url, "90_tiny")) == 1 and rows(url, ORACLE) == 8 and rows(url, TASK) == 2


def test_every_grading_of_the_same_submission_stays_in_the_history(url, record, graded_as):
    record(graded_as("ana", "solution"), graded_as("ana", "solution"), graded_as("ana", "squares", hours=1))
    history = past_gradings(url, "90_tiny", "ana")
    assert [past.points for past in history] == [5.0, 5.0, 2.0] and rows(url, SUBMISSION) == 2


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own
def test_the_rows_are_those_that_nbgrader_makes(url, record, graded_as):
    """Of every cell that is graded or answered one, and they are there again if some were lost."""
    record(graded_as("ana", "solution"))
    with Gradebook(url, COURSE_ID) as gradebook:
        gradebook.add_student("ben")
        ours, theirs = (_rows_of(submission) for submission in (
            gradebook.find_submission("90_tiny", "ana"), gradebook.add_submission("90_tiny", "ben")))
        assert ours == theirs and len(ours) == 6
        gradebook.db.delete(gradebook.find_grade("reason", "tiny", "90_tiny", "ana"))
        gradebook.db.commit()
    record(graded_as("ana", "squares", hours=1))
    with Gradebook(url, COURSE_ID) as gradebook:
        assert _rows_of(gradebook.find_submission("90_tiny", "ana")) == ours


def _rows_of(submission):
    (notebook,) = submission.notebooks
    rows = [*notebook.grades, *notebook.comments]
    return sorted((type(row).__name__, row.name, row.cell.type) for row in rows)


def test_a_failed_regrade_replaces_the_old_score(known, record, graded_as):
    record(graded_as("ana", "solution"), graded_as("ana", "squares", hours=1))
    assert points(known, "ana")["double-check"] == 0.0


def test_a_regrade_of_the_same_submission_keeps_what_a_person_wrote_and_asks_for_no_second_look(
        known, url, record, graded_as):
    record(graded_as("ana", "solution"))
    assert points(known, "ana")["reason"] is None
    by_hand(url, "ana", 1.5, "Say more.")
    record(graded_as("ana", "solution"))
    with Gradebook(url, COURSE_ID) as gradebook:
        grade = gradebook.find_grade("reason", "tiny", "90_tiny", "ana")
        assert (grade.manual_score, grade.score, grade.needs_manual_grade) == (1.5, 1.5, False)
        assert gradebook.find_comment("reason", "tiny", "90_tiny", "ana").comment == "Say more."


def test_a_new_submission_keeps_the_manual_score_and_asks_for_a_second_look(url, record, graded_as):
    record(graded_as("ana", "solution"))
    by_hand(url, "ana", 1.5, "Say more.")
    record(graded_as("ana", "squares", hours=1))
    with Gradebook(url, COURSE_ID) as gradebook:
        grade = gradebook.find_grade("reason", "tiny", "90_tiny", "ana")
        assert (grade.score, grade.needs_manual_grade) == (1.5, True)


def test_a_late_submission_loses_what_the_courses_plugin_takes(known, url, graded_as):
    with Gradebook(url, COURSE_ID) as gradebook:
        gradebook.update_or_create_assignment("90_tiny", duedate="2026-03-01 12:30:00 UTC")
    config = Config({"LateSubmissionPlugin": {"penalty_method": "zero"}})
    with Recorder(url, config) as recorder:
        recorder.record(graded_as("ana", "solution", hours=1), known.unit)
        recorder.record(graded_as("ben", "solution"), known.unit)
        recorder.record(graded_as("cem", "solution", hours=1), known.unit)
    with Gradebook(url, COURSE_ID) as gradebook:
        penalties = {learner: gradebook.find_submission_notebook("tiny", "90_tiny", learner)
                     .late_submission_penalty for learner in ("ana", "ben", "cem")}
        gradebook.find_submission("90_tiny", "cem").extension = timedelta(hours=2)
        gradebook.db.commit()
    assert penalties == {"ana": 5.0, "ben": None, "cem": 5.0}
    with Recorder(url, config) as recorder:
        recorder.record(graded_as("cem", "solution", hours=1), known.unit)
    with Gradebook(url, COURSE_ID) as gradebook:
        given = gradebook.find_submission_notebook("tiny", "90_tiny", "cem").late_submission_penalty
    assert given is None


def test_a_locked_gradebook_is_waited_for_and_the_wait_is_said(known, url, graded_as, monkeypatch):
    monkeypatch.setattr("autograder.nbgrader_plugins.recorder.SILENT", 0.2)
    said = []
    with Recorder(url, Config(), said.append) as recorder:
        other = sqlite3.connect(known.root / "build/gradebook.db", isolation_level=None,
                                check_same_thread=False)
        other.execute("BEGIN EXCLUSIVE")
        threading.Timer(2.5, other.execute, ["COMMIT"]).start()
        assert recorder.record(graded_as("ana", "solution"), known.unit)
    assert len(said) == 1 and "another program" in said[0]
    assert points(known, "ana")["double-check"] == 3.0


def test_a_gradebook_that_stays_locked_is_an_error_that_names_it(known, record, graded_as):
    record(graded_as("ana", "squares"))
    other = sqlite3.connect(known.root / "build/gradebook.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CourseError, match=r"gradebook\.db was held by another program.*is kept"):
        record(graded_as("ana", "solution"), patience=0.5)
    other.execute("ROLLBACK")
    assert points(known, "ana")["double-check"] == 0.0


def test_two_writers_at_once_lose_and_double_nothing(url, record, graded_as):
    gradings = [graded_as(f"learner{number}", "zero", hours=hours)
                for number in range(6) for hours in range(3)]
    with ThreadPoolExecutor(2) as threads:
        done = [future.result() for future in [threads.submit(record, *gradings) for _ in range(2)]]
    assert [sum(both) for both in zip(*done, strict=True)] == [1] * len(gradings)
    assert sorted(past.id for past in past_gradings(url, "90_tiny")) == sorted(item.id for item in gradings)
    assert rows(url, ORACLE) == 8 * len(gradings)


def test_a_unit_that_the_gradebook_does_not_know_is_named_with_the_remedy(known, record, graded_as):
    (known.root / "build/gradebook.db").unlink()
    with pytest.raises(CourseError, match="generate_assignment 90_tiny --force"):
        record(graded_as("ana", "solution"))


def test_what_a_learner_prints_is_stored_whatever_it_is(url, record, graded_as):
    import dataclasses
    grading = graded_as("ana", "solution")
    task = grading.graded.tasks[0]
    loud = dataclasses.replace(task, public=dataclasses.replace(task.public, printed="a\0b\ud800c"))
    graded = dataclasses.replace(grading.graded, tasks=(loud, *grading.graded.tasks[1:]), notes=("\0\udfff",))
    assert record(dataclasses.replace(grading, graded=graded)) == [True]
    assert tasks_of(url, [grading.id])[grading.id][0].public.printed == "a\N{REPLACEMENT CHARACTER}b?c"
