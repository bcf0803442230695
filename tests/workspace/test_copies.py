"""Learners' copies: made once, never overwritten once touched, put aside by a reset."""
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from autograder.course import Course
from autograder.workspace.copies import (
    ensure_copy,
    exercise_copy,
    lab_folder,
    lesson_copy,
    reset_unit,
    units_with_newer_release,
)
from tests.cli.sample_course import exercise_source, lesson

NOON = datetime(2030, 1, 2, 12, 0, 0, tzinfo=UTC)


def answer(path: Path, source: str = "def task_1(a, b):\n    return b + a") -> None:
    """Write an answer into a copy, as a learner does."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].source = source
    nbformat.write(notebook, path)


def new_release(course: Course) -> None:
    """Publish another version of unit 04's exercise."""
    source = exercise_source()
    source.cells[0].source = "# Exercise, second version"
    nbformat.write(source, course.unit("04").exercise)


def test_copy_holds_neither_solution_nor_hidden_test(course: Course):
    """What a learner gets shows the stub and nothing of the answer."""
    text = ensure_copy(course, course.unit("04")).read_text(encoding="utf-8")
    assert "NotImplementedError" in text
    assert "return a + b" not in text and "== 3" not in text and "HIDDEN" not in text


def test_copy_is_not_made_twice(course: Course):
    """A second call leaves a copy byte for byte, even when the course has a newer release."""
    path = ensure_copy(course, course.unit("04"))
    answer(path)
    before = path.read_bytes()
    new_release(course)
    ensure_copy(course, course.unit("04"))
    assert path.read_bytes() == before


def test_newer_release_is_noted_only_for_touched_copies(course: Course):
    """A touched copy is reported as older than the release, for good; the other unit is not."""
    path = ensure_copy(course, course.unit("04"))
    ensure_copy(course, course.unit("03"))
    answer(path)
    assert units_with_newer_release(course) == frozenset()
    new_release(course)
    for _ in range(2):
        ensure_copy(course, course.unit("04"))
        assert units_with_newer_release(course) == {"04_aggregation"}


def test_untouched_copy_follows_the_release(course: Course):
    """Who has not begun gets the newer release without asking, also after running cells."""
    path = ensure_copy(course, course.unit("04"))
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].execution_count = 5
    nbformat.write(notebook, path)
    new_release(course)
    ensure_copy(course, course.unit("04"))
    assert "second version" in path.read_text(encoding="utf-8")
    assert units_with_newer_release(course) == frozenset()


def test_changed_outputs_of_a_lesson_are_no_newer_release(course: Course):
    """A lesson that was only executed anew does not ask a learner to reset."""
    unit = course.unit("04")
    ensure_copy(course, unit)
    answer(lesson_copy(course, unit), "guess = 1")
    again = lesson()
    again.cells[1].execution_count = 7
    nbformat.write(again, unit.lesson)
    ensure_copy(course, unit)
    assert units_with_newer_release(course) == frozenset()


def test_copy_without_a_note_of_its_release_is_left_alone(course: Course):
    """If work/.lab is deleted, the learner's answers stay."""
    unit = course.unit("04")
    answer(ensure_copy(course, unit))
    (lab_folder(course) / "releases.json").write_text("{broken", encoding="utf-8")
    before = exercise_copy(course, unit).read_bytes()
    ensure_copy(course, unit)
    assert exercise_copy(course, unit).read_bytes() == before


def test_copy_that_is_no_notebook_is_left_alone(course: Course):
    """A file the learner broke is the learner's, also when there is a newer release."""
    path = ensure_copy(course, course.unit("04"))
    path.write_text("not json", encoding="utf-8")
    new_release(course)
    ensure_copy(course, course.unit("04"))
    assert path.read_text(encoding="utf-8") == "not json"


def test_unit_without_notebooks_makes_no_copy(course: Course):
    """A unit that its author has only begun does not break the others' copies."""
    unit = course.unit("04")
    unit.exercise.unlink()
    unit.lesson.unlink()
    assert not ensure_copy(course, unit).exists()


def test_lesson_copy_is_trusted(course: Course):
    """JupyterLab will show the lesson's HTML outputs without asking for trust."""
    unit = course.unit("04")
    ensure_copy(course, unit)
    notary = NotebookNotary(data_dir=str(lab_folder(course) / "data"))
    assert notary.check_signature(nbformat.read(lesson_copy(course, unit), as_version=4))


def test_reset_keeps_the_old_folder_and_makes_a_fresh_copy(course: Course):
    """A reset moves every file of the folder to work/.old/<unit>-<UTC time> and starts afresh."""
    unit = course.unit("04")
    path = ensure_copy(course, unit)
    answer(path)
    (path.parent / "notes.txt").write_text("mine", encoding="utf-8")
    old = path.read_bytes()
    kept, fresh = reset_unit(course, unit, NOON)
    assert kept == course.work / ".old" / "04_aggregation-20300102T120000Z"
    assert (kept / path.name).read_bytes() == old
    assert (kept / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert fresh == path and b"NotImplementedError" in fresh.read_bytes()


def test_two_resets_in_one_second_keep_both(course: Course):
    """No old copy replaces another."""
    unit = course.unit("04")
    ensure_copy(course, unit)
    first, _ = reset_unit(course, unit, NOON)
    second, _ = reset_unit(course, unit, NOON)
    assert first != second and first.exists() and second.exists()


def test_reset_takes_the_newer_release(course: Course):
    """After a reset the copy is the current release and nothing is reported as newer."""
    unit = course.unit("04")
    answer(ensure_copy(course, unit))
    new_release(course)
    ensure_copy(course, unit)
    _, fresh = reset_unit(course, unit, NOON)
    assert "second version" in fresh.read_text(encoding="utf-8")
    assert units_with_newer_release(course) == frozenset()


def test_reset_command_prints_both_paths(craft: Callable[..., int], course: Course,
                                         capsys: pytest.CaptureFixture[str]):
    """`craft reset 04` says where the old copy is and where the fresh one."""
    ensure_copy(course, course.unit("04"))
    assert craft("reset", "04") == 0
    printed = capsys.readouterr().out.replace("\\", "/")
    assert "work/.old/04_aggregation-" in printed
    assert "work/04_aggregation/aggregation.ipynb" in printed


def test_reset_of_an_unknown_unit_names_the_units(craft: Callable[..., int],
                                                  capsys: pytest.CaptureFixture[str]):
    """A wrong unit name ends with exit code 1 and the list of right ones."""
    assert craft("reset", "99") == 1
    assert "03_splits, 04_aggregation" in capsys.readouterr().err
