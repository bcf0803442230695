"""`craft new unit`: all files of a unit, and never over others."""
from pathlib import Path

import pytest

from autograder.course import Course, CourseError
from autograder.verify.proof import prove
from autograder.verify.scaffold import scaffold


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "curriculum").mkdir()
    return Course(tmp_path, is_kit=False)


def test_it_writes_every_file_of_a_unit(course: Course) -> None:
    """Lesson, exercise, manifest, mentor's page, checks, and an attempt of either verdict."""
    names = [path.relative_to(course.root).as_posix() for path in scaffold(course, "data_cleaning")]
    assert names == [
        "curriculum/01_data_cleaning.py", "exercises/01_data_cleaning/unit.toml",
        "exercises/01_data_cleaning/data_cleaning.py", "exercises/01_data_cleaning/mentor.md",
        "exercises/01_data_cleaning/attempts/first_task_sorted.py",
        "exercises/01_data_cleaning/attempts/first_task_smallest.py", "autograder/checks/data_cleaning.py"]
    unit = course.unit("data_cleaning")
    assert (unit.number, unit.title, unit.tasks[0].name) == ("01", "Data cleaning", "first_task")


def test_numbers_follow_on_or_are_chosen(course: Course) -> None:
    """The next number is one above the last; another free one can be asked for."""
    scaffold(course, "cleaning", 3)
    scaffold(course, "features")
    scaffold(course, "collection", 2)
    assert [unit.folder for unit in course.units()] == ["02_collection", "03_cleaning", "04_features"]


@pytest.mark.parametrize(("name", "number", "message"), [
    ("Cleaning", None, "lower-case"), ("a-b", None, "lower-case"), ("class", None, "Python"),
    ("features", 1, "not free.*01_cleaning"), ("features", 100, "1 to 99"), ("cleaning", 2, "exists")])
def test_what_cannot_be_is_refused_before_writing(course: Course, name: str, number: int | None,
                                                  message: str) -> None:
    """Bad names, taken numbers and existing files are errors, and the course stays as it was."""
    scaffold(course, "cleaning")
    before = {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()}
    with pytest.raises(CourseError, match=message):
        scaffold(course, name, number)
    assert {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()} == before


def test_each_todo_is_read_out(course: Course) -> None:
    """Every file of a fresh unit has something to write, and verify lists it with the line."""
    paths = scaffold(course, "cleaning")
    verdict = next(verdict for verdict in prove(course.unit("01"), fast=True).verdicts
                   if verdict.rule == "nothing_is_left_to_do")
    files = {problem.file for problem in verdict.problems or ()}
    assert files == {path.relative_to(course.root).as_posix() for path in paths}
    assert all(problem.remedy.startswith("TODO") for problem in verdict.problems or ())
