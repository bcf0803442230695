"""`craft hint`, `craft progress` and `craft submit`."""
from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from autograder.cli.main import main
from autograder.notebook.files import notebook_bytes, write_atomically
from autograder.report.progress import unit_progress
from autograder.submission.manifest import digest
from autograder.workspace.copies import exercise_copy
from tests.tiny_course import SOLUTION, Tiny, answered, release, tiny  # noqa: F401


@pytest.fixture
def copy(tiny: Tiny, release) -> Path:  # noqa: F811
    """The learner's copy, with answers in it."""
    path = exercise_copy(tiny.course, tiny.unit)
    write_atomically(path, notebook_bytes(answered(release, SOLUTION)))
    return path


def packed(tiny: Tiny) -> list[Path]:  # noqa: F811
    return sorted((tiny.root / "work" / "submissions").glob("*"))


def test_hints_come_one_after_the_other_and_the_last_stays(tiny, capsys):  # noqa: F811
    for expected in ("Look at each number.", "Multiplication helps.", "A comprehension", "A comprehension"):
        assert main(["hint", "90", "double"]) == 0
        assert expected in capsys.readouterr().out
    assert unit_progress(tiny.course, tiny.unit).tasks["double"].hints == 3


def test_a_hint_of_a_level_can_be_asked_for(tiny, capsys):  # noqa: F811
    assert main(["hint", "90", "above", "--level", "2"]) == 0
    assert "Strictly." in capsys.readouterr().out


def test_an_unknown_task_names_the_tasks_there_are(tiny, capsys):  # noqa: F811
    assert main(["hint", "90", "triple"]) == 1
    assert "double, above" in capsys.readouterr().err


def test_progress_names_every_unit_and_its_state(tiny, capsys):  # noqa: F811
    assert main(["progress"]) == 0
    said = capsys.readouterr().out
    assert "A tiny unit" in said and "not started" in said and "0 of 2" in said


def test_progress_of_one_unit_names_its_tasks(tiny, capsys):  # noqa: F811
    main(["hint", "90", "double", "--level", "2"])
    capsys.readouterr()
    assert main(["progress", "90"]) == 0
    said = capsys.readouterr().out
    assert "double" in said and "above" in said and "open" in said


def test_a_submission_holds_the_notebook_and_says_whose_which_and_when(tiny, copy):  # noqa: F811
    assert main(["submit", "90", "--name", "ana"]) == 0
    [path] = packed(tiny)
    with zipfile.ZipFile(path) as archive:
        manifest, content = json.loads(archive.read("manifest.json")), archive.read("tiny.ipynb")
        assert len(archive.namelist()) == 2
    assert content == copy.read_bytes()
    assert (manifest["name"], manifest["unit"], manifest["sha256"]) == ("ana", "90_tiny", digest(content))
    assert manifest["time"].endswith("+00:00") and path.name.startswith("90_tiny-ana-20")


def test_a_second_submission_stands_beside_the_first_even_in_the_same_second(tiny, copy):  # noqa: F811
    for _ in range(3):
        assert main(["submit", "90", "--name", "ana"]) == 0
    assert len(packed(tiny)) == 3


def test_the_name_is_remembered_and_the_submission_recorded(tiny, copy, capsys):  # noqa: F811
    main(["submit", "90", "--name", "ana"])
    assert main(["submit", "90"]) == 0
    assert (tiny.root / "work" / "name.txt").read_text() == "ana\n"
    assert unit_progress(tiny.course, tiny.unit).state == "submitted"
    assert "submitted" in (tiny.root / "work" / "START.md").read_text(encoding="utf-8")


def test_without_a_name_and_a_terminal_the_remedy_is_named(tiny, copy, capsys):  # noqa: F811
    assert main(["submit", "90"]) == 1
    assert "--name NAME" in capsys.readouterr().err and not packed(tiny)


def test_a_terminal_is_asked_once(tiny, copy, monkeypatch):  # noqa: F811
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    asked = iter(["ana"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(asked))
    assert main(["submit", "90"]) == main(["submit", "90"]) == 0


@pytest.mark.parametrize("name", ["../ana", "a b", ".ana"])
def test_a_name_that_cannot_be_a_learners_is_refused(tiny, copy, capsys, name):  # noqa: F811
    assert main(["submit", "90", "--name", name]) == 1
    assert "cannot be a learner's name" in capsys.readouterr().err and not packed(tiny)


def test_an_unreadable_notebook_is_not_packed(tiny, copy, capsys):  # noqa: F811
    copy.write_text("no notebook")
    assert main(["submit", "90", "--name", "ana"]) == 1
    assert "craft reset 90" in capsys.readouterr().err and not packed(tiny)
