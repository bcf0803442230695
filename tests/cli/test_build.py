"""`craft build`: twins that are the same from run to run, written only when they change."""
import argparse
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.cli.build import build, run
from autograder.course import Course, CourseError, Unit
from autograder.notebook.twin import SOURCE_DIGEST, lesson_is_fresh, source_digest

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "verify_course"
LESSON = """\
# %%
import matplotlib.pyplot as plt
plt.plot([1, 2])
# %%
print({"b", "a", "c", "d"})
object()
"""


@pytest.fixture
def unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Unit:
    """A unit whose lesson plots, prints a set and shows an object with its address."""
    shutil.copytree(FIXTURE, tmp_path / "course")
    found = Course.find(tmp_path / "course").unit("91")
    found.lesson_source.write_text(LESSON)
    monkeypatch.chdir(tmp_path / "course")
    return found


def states(unit: Unit, **options: bool) -> list[str]:
    return [state for _, state in build(unit, **options)]


@pytest.mark.slow
def test_two_builds_give_the_same_bytes_and_the_second_writes_nothing(unit: Unit) -> None:
    """Plots, sets and addresses in a lesson's outputs are the same from run to run."""
    assert states(unit) == ["unchanged", "written"]
    first, time = unit.lesson.read_bytes(), unit.lesson.stat().st_mtime_ns
    assert b"image/png" in first and b"at 0x..." in first
    unit.lesson.unlink()
    assert states(unit) == ["unchanged", "written"]
    assert unit.lesson.read_bytes() == first
    time = unit.lesson.stat().st_mtime_ns
    assert states(unit, force=True) == ["unchanged", "unchanged"]
    assert unit.lesson.stat().st_mtime_ns == time


@pytest.mark.slow
def test_a_lesson_records_its_source(unit: Unit) -> None:
    """The twin holds its source's digest, so stale outputs show without running anything."""
    list(build(unit))
    assert nbformat.read(unit.lesson, 4).metadata[SOURCE_DIGEST] == source_digest(unit.lesson_source)
    assert lesson_is_fresh(unit)
    unit.lesson_source.write_text(LESSON + "# %%\nprint('more')\n")
    assert not lesson_is_fresh(unit)


def test_an_unchanged_lesson_is_not_executed(tmp_path: Path) -> None:
    """A fresh twin is left alone without starting a kernel: here it could not even run."""
    shutil.copytree(FIXTURE, tmp_path / "course")
    unit = Course.find(tmp_path / "course").unit("91")
    before = unit.lesson.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.notebook.twin.execute", lambda *args: pytest.fail("it was executed"))
        assert states(unit) == ["unchanged", "unchanged"]
    assert unit.lesson.read_bytes() == before


def test_an_exercise_twin_follows_its_source_without_lessons(unit: Unit,
                                                             capsys: pytest.CaptureFixture[str]) -> None:
    """`--no-lessons` writes the exercise alone, and says so."""
    unit.exercise_source.write_text(unit.exercise_source.read_text().replace("Two small", "Some small"))
    lesson = unit.lesson.read_bytes()
    assert run(argparse.Namespace(units=["91"], lessons=False, force=False)) == 0
    assert "Some small tasks" in unit.exercise.read_text()
    assert unit.lesson.read_bytes() == lesson
    assert capsys.readouterr().out.split() == ["written", "exercises/91_sample/sample.ipynb"]


def test_a_missing_source_is_named(unit: Unit) -> None:
    """Without a lesson's source there is nothing to build, and the message says which file."""
    unit.lesson_source.unlink()
    with pytest.raises(CourseError, match=r"91_sample\.py is missing"):
        list(build(unit))


@pytest.mark.slow
def test_a_failing_lesson_keeps_the_old_twin(unit: Unit) -> None:
    """A lesson that raises is an error with its cell; the notebook of before stays."""
    before = unit.lesson.read_bytes()
    unit.lesson_source.write_text("# %%\nprint(valve)\n")
    with pytest.raises(CourseError, match="valve"):
        list(build(unit))
    assert unit.lesson.read_bytes() == before


def test_a_kit_cannot_be_built(unit: Unit) -> None:
    """A kit has no sources: `craft build` says so instead of failing over a file."""
    (unit.path.parents[1] / "kit.toml").write_text("")
    with pytest.raises(CourseError, match="no text sources"):
        run(argparse.Namespace(units=[], lessons=True, force=False))
