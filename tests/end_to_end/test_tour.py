"""`craft tour`: the whole loop in one command, and no real grade is touched."""
from __future__ import annotations

import shutil

import pytest

from autograder.cli.main import main
from autograder.course import CourseError
from autograder.tour.loop import fresh_folder
from autograder.tour.sample_class import sample_class
from tests.tiny_course import REPOSITORY, Tiny

pytestmark = pytest.mark.slow


def test_the_tour_grades_a_class_as_its_attempts_declare_and_names_the_files_to_open(tiny: Tiny):
    shutil.copytree(REPOSITORY / "datasets", tiny.root / "datasets")
    done = tiny.craft("tour")
    assert done.returncode == 0, done.stdout + done.stderr
    tour = tiny.root / "build/tour"
    named = [line.strip() for line in done.stdout.splitlines() if line.startswith(str(tour))]
    assert len(named) >= 4 and all((tour / line).exists() for line in named)
    assert "1 refused" in done.stdout and "KEEPS_MISSING" in done.stdout
    assert (tour / "kit/kit.toml").exists() and "mixed_1" in (tour / "class.html").read_text(encoding="utf-8")
    assert {path.name for path in (tiny.root / "build").iterdir()} == {"tour"}
    assert not (tiny.root / "work").exists()


def test_a_class_has_the_solution_the_stub_and_mixed_learners(tiny, release):
    learners = {learner.name: learner for learner in sample_class(tiny.unit, release)}
    assert learners["solution"].points == {"double-check": 3, "above-check": 2}
    assert learners["stub"].points == {"double-check": 0, "above-check": 0}
    wrong = [learner for learner in learners.values() if 0 < sum(learner.points.values()) < 5]
    assert len(wrong) >= 3


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").touch()
    with pytest.raises(CourseError, match="no earlier tour"):
        fresh_folder(tmp_path)
    assert (tmp_path / "mine.txt").exists()


def test_an_earlier_tour_is_replaced(tmp_path):
    (fresh_folder(tmp_path / "tour") / "old").touch()
    assert not (fresh_folder(tmp_path / "tour") / "old").exists()


def test_a_kit_has_nothing_to_tour(tiny, capsys):
    (tiny.root / "kit.toml").touch()
    assert main(["tour"]) == 1
    assert "Tour the course's own folder" in capsys.readouterr().err
