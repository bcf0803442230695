"""`craft check`: what a learner is told of a notebook, and what a damaged or broken one costs."""
from __future__ import annotations

import re

import pytest

from autograder.cli.main import main
from autograder.notebook.files import notebook_bytes, write_atomically
from autograder.report.progress import unit_progress
from autograder.workspace.copies import exercise_copy
from tests.tiny_course import SOLUTION, SQUARES, Tiny, answered, release, tiny  # noqa: F401

pytestmark = pytest.mark.slow


@pytest.fixture
def check(tiny: Tiny, release, capsys, monkeypatch):  # noqa: F811
    """Writes a copy with these answers and runs `craft check 90`: (exit code, stdout, the page)."""
    monkeypatch.setenv("COLUMNS", "160")

    def run(answers: dict[str, str], *arguments: str) -> tuple[int, str, str]:
        write_atomically(exercise_copy(tiny.course, tiny.unit), notebook_bytes(answered(release, answers)))
        code = main(["check", "90", *arguments])
        page = tiny.root / "work" / "90_tiny" / "report.html"
        return code, capsys.readouterr().out, page.read_text(encoding="utf-8")
    return run


def test_a_solved_notebook_passes_with_all_points(check, tiny):  # noqa: F811
    code, said, page = check(SOLUTION)
    assert code == 0 and "Total: 5 of 5 points" in said and "5 of 5 points" in page
    progress = unit_progress(tiny.course, tiny.unit)
    assert (progress.state, progress.tasks["double"].graded_points) == ("done", 3.0)
    assert "done" in (tiny.root / "work" / "START.md").read_text(encoding="utf-8")


def test_a_wrong_answer_is_shown_with_its_misconception_and_example(check):
    code, said, page = check({**SOLUTION, **SQUARES})
    assert code == 1 and "Total: 2 of 5 points" in said
    for text in (said, page):
        assert "DOUBLES" in text and "The answer does not double." in text and "Expected" in text


def test_a_damaged_locked_cell_does_not_matter(check):
    code, said, _ = check({**SOLUTION, "double-check": "check.double = None", "setup": "raise SystemExit"})
    assert code == 0 and "The locked cell 'setup' was changed" in said


def test_what_ends_the_process_costs_its_own_task_and_is_said(check):
    code, said, page = check({**SOLUTION, "double": "import os; os._exit(1)"})
    assert code == 1 and "Total: 2 of 5 points" in said
    assert "The cell 'double' ended its process" in said and "ended its process" in page


def test_a_stub_is_not_attempted_and_has_no_failure_to_read(check):
    code, said, _ = check({})
    assert code == 1 and said.count("not attempted") == 4 and "FAIL" not in said


def test_another_variant_gives_other_graded_data(check, tiny):  # noqa: F811
    """An answer whose result hangs on the data fails on some draws; the same variant is the same draw."""
    fickle = ("def above(values, limit):\n"
              "    return sum(value > limit for value in values) + int(7 * sum(values)) % 2")
    totals = [re.search(r"Total: \S+ of", check({**SOLUTION, "above": fickle}, "--variant", variant)[1])[0]
              for variant in ("0", "1", "2", "3", "1")]
    assert totals[1] == totals[4] and len(set(totals)) > 1


def test_without_a_copy_the_remedy_is_named(tiny, capsys):  # noqa: F811
    assert main(["check", "90"]) == 2
    assert "make lab" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"no notebook"])
def test_an_unreadable_notebook_is_named_with_a_remedy(tiny, capsys, content):  # noqa: F811
    write_atomically(exercise_copy(tiny.course, tiny.unit), content)
    assert main(["check", "90"]) == 2
    said = capsys.readouterr().err
    assert "tiny.ipynb" in said and "JupyterLab" in said


def test_an_unknown_unit_is_an_error_of_usage(tiny, capsys):  # noqa: F811
    assert main(["check", "17"]) == 2
    assert "There is no unit '17'" in capsys.readouterr().err
