"""Whether there is something to grade is guessed from the times of files, before anything is imported."""
from __future__ import annotations

import os
import subprocess
import sys

import pytest

from autograder.grading.places import journal_file, looks_new
from tests.graded_tiny import hand_in


def test_a_submission_without_a_result_or_newer_than_it_looks_new(tiny):
    assert not looks_new(tiny.course, tiny.unit)
    hand_in(tiny, "ana", b"{}")
    assert looks_new(tiny.course, tiny.unit)
    result = journal_file(tiny.course, tiny.unit.folder, "ana")
    result.parent.mkdir(parents=True)
    result.write_text("{}")
    notebook = tiny.root / "build/submitted/ana/90_tiny" / tiny.unit.exercise.name
    os.utime(notebook, ns=(1, 1))
    assert not looks_new(tiny.course, tiny.unit)
    os.utime(notebook, ns=(1, result.stat().st_mtime_ns + 1))
    assert looks_new(tiny.course, tiny.unit)


@pytest.mark.parametrize(("module", "absent"), [
    # The sandbox starts while the rest is imported, so what starts it waits for nothing.
    ("autograder.cli.grade", ("numpy", "pandas", "nbformat", "sqlalchemy", "nbgrader")),
    # Tables of learners' are rebuilt by judges, never by the process that holds the gradebook.
    ("autograder.cli.class_run, autograder.grading.grade, autograder.nbgrader_plugins.recorder", ("pandas",)),
])
def test_what_grading_does_not_import(module, absent):
    code = f"import sys, {module}; print([name for name in {absent!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
