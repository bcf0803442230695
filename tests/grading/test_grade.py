"""Grading is a pure function of bytes, and what a submission does costs its own part alone."""
from __future__ import annotations

import dataclasses
import json

import pytest
from nbgrader.utils import determine_grade

from autograder.grading.grade import grade
from autograder.grading.graded import Graded
from autograder.grading.job import Job
from autograder.results import Outcome
from tests.grading.tiny_job import KEY, submitted, tiny_job
from tests.sandbox.opened import jailed

ALL = {"double": 3.0, "above": 2.0}
# Ends a call, a cell, whatever runs it.
DIE = "__import__('os')._exit(7)"


def points(graded: Graded) -> dict[str, float]:
    return {task.name: task.points for task in graded.tasks}


def nbgrader_s(graded: Graded) -> dict[str, float]:
    """The points that nbgrader reads from the graded notebook."""
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in graded.read_notebook().cells}
    return {task.name: determine_grade(cells[task.check])[0] for task in graded.tasks}


def graded_of(content: bytes, files: dict[str, bytes] | None = None, **limits: float) -> Graded:
    graded = grade(tiny_job(content, files, **limits), jailed())
    assert nbgrader_s(graded) == points(graded)
    return graded


def test_a_right_submission_earns_all_and_says_how() -> None:
    """All points, in nbgrader's reading too; four steps are timed; versions and mode are told."""
    graded = graded_of(submitted())
    assert points(graded) == ALL and graded.passed and not graded.notes and graded.mode == "jail"
    assert set(graded.seconds) == {"rebuild", "run", "judge", "record"} and sum(graded.seconds.values()) > 0
    assert graded.versions["python"] and len(graded.versions["engine"]) == 16
    assert {task.public.draw for task in graded.tasks} == {"public"}
    assert {task.graded.draw for task in graded.tasks} == {"graded"}


def test_job_and_result_survive_json() -> None:
    """Both cross machines as JSON and come back equal."""
    job = tiny_job(submitted({"above": "def above(values, limit): return 0"}), {"data/a.bin": b"\0\xff"})
    assert Job.from_json(json.loads(json.dumps(job.as_json()))) == job
    assert KEY not in repr(job)
    graded = grade(job, jailed())
    assert Graded.from_json(json.loads(json.dumps(graded.as_json()))) == graded


def test_all_cells_together_show_no_more_than_a_notebook_may() -> None:
    """What is too much is left out and said; it costs no points."""
    shows = {"double": "print(900 * 'x')", "above": "print(900 * 'y')"}
    graded = graded_of(submitted(extra=shows), notebook_characters=1500)
    assert points(graded) == ALL
    assert [note for note in graded.notes if "all cells together" in note] == list(graded.notes) != []
    text = graded.notebook.decode()
    assert 900 * "x" in text and 900 * "y" not in text


def test_the_same_bytes_earn_the_same_twice() -> None:
    one, two = (grade(tiny_job(submitted({"double": "import random\ndef double(values):\n    return "
                                          "[random.random()]"})), jailed()) for _ in range(2))
    assert one.notebook == two.notebook and points(one) == points(two)


def test_what_is_no_notebook_is_told_so_and_earns_nothing() -> None:
    graded = graded_of(b"PK\x03\x04")
    assert points(graded) == {"double": 0, "above": 0} and "not a notebook" in graded.refused
    assert all("not a notebook" in task.trouble for task in graded.tasks)


def test_a_notebook_that_is_too_large_is_refused() -> None:
    assert "larger than 1 MiB" in graded_of(submitted() + b" " * 2**20, notebook_mib=1).refused


def test_a_check_is_made_at_its_place() -> None:
    """A later cell that gives the name to something else takes nothing away, and one before decides."""
    spoil = "def double(values): return None"
    assert points(graded_of(submitted(extra={"double-check": spoil}))) == ALL
    assert points(graded_of(submitted(extra={"double": spoil}))) == {"double": 0, "above": 2}


def test_the_learner_s_own_calls_of_checks_do_nothing() -> None:
    """Checks, hints and progress in cells of the learner's own run to their ends."""
    extra = {"double": "r = check.double(double)\nr.passed\ncheck.hint('double')\nr",
             "above": "check.above(above, draw='graded'), check.progress(), check.nothing_of_the_kind(3)"}
    graded = graded_of(submitted(extra=extra))
    assert points(graded) == ALL
    errors = [output for cell in graded.read_notebook().cells for output in cell.get("outputs", [])
              if output.output_type == "error"]
    assert not errors


@pytest.mark.parametrize(("source", "earned"), [
    (f"def double(values): {DIE}", 0), ("def double(values):\n    while True: pass", 0),
    ("def double(values): return double", 0), ("def double(values): return 'x' * 10**8", 0),
    ("def double(values): raise SystemExit", 0), ("def double(values): double(values)", 0),
    ("def double(values):\n    print('x' * 10**8)\n    return [v and 2 * v for v in values]", 3),
    (f"def double(values):\n    if None in values: {DIE}\n    return [2 * v for v in values]", 2),
    ("double = 3", 0), ("del double", 0), ("def double(:", 0), ("", 0),
], ids=["dies", "hangs", "itself", "huge", "exits", "recurses", "floods", "dies once", "number", "gone",
        "syntax", "empty"])
def test_an_answer_s_end_costs_its_own_check(source: str, earned: float) -> None:
    """What an answer does ends its own check alone, and keeps what its other oracles have earned."""
    answers = {"double": source, "setup": "x = 1"}
    graded = graded_of(submitted(answers), oracle_seconds=0.7, grace_seconds=0.5)
    assert points(graded) == {"double": earned, "above": 2}


def test_a_cell_that_ends_its_process_costs_itself() -> None:
    """The cells before are run again without it, and the note says which it was."""
    extra = {"setup": "counted = 1", "double": DIE, "above": "assert counted == 1"}
    graded = graded_of(submitted(extra=extra))
    assert points(graded) == ALL
    assert [note.split(" (")[0] for note in graded.notes] == [
        "The cell 'after-double-00' ended its process"]
    outputs = [cell.outputs for cell in graded.read_notebook().cells if cell.id == "after-above-00"]
    assert outputs == [[]]


def test_a_cell_without_end_costs_itself() -> None:
    graded = graded_of(submitted(extra={"double": "while True: pass"}), cell_seconds=0.5)
    assert points(graded) == ALL and "took too long" in graded.notes[0]


def test_a_notebook_that_always_dies_comes_to_an_end() -> None:
    """After so many restarts nothing more is run; what was judged before counts."""
    extra = {"double-check": DIE, "above": DIE}
    graded = graded_of(submitted({"above": f"{DIE}\ndef above(values, limit): return 0"}, extra), restarts=1)
    assert points(graded) == {"double": 3, "above": 0}
    assert "ended its process 2 times" in graded.tasks[1].trouble


def test_the_time_of_a_whole_notebook_is_limited() -> None:
    graded = graded_of(submitted(extra={"double-check": "import time; time.sleep(60)"}), notebook_seconds=2.0)
    assert points(graded) == {"double": 3, "above": 0} and "took too long" in graded.tasks[1].trouble


def test_files_that_came_along_are_there() -> None:
    answers = {"double": "import mine\ndef double(values): return mine.double(values)"}
    mine = b"def double(values): return [v and 2 * v for v in values]"
    assert points(graded_of(submitted(answers), {"mine.py": mine})) == ALL


@pytest.mark.parametrize("name", ["../up.py", "/etc/x", "a/../../b", ""])
def test_a_file_that_leads_elsewhere_costs_the_files_alone(name: str) -> None:
    graded = graded_of(submitted(), {name: b"x"})
    assert points(graded) == ALL and "without the files" in graded.notes[0]


def test_files_that_do_not_fit_cost_the_files_alone() -> None:
    graded = graded_of(submitted(), {"a": bytes(2**20 - 100), "b/c": bytes(90)}, scratch_mib=1)
    assert points(graded) == ALL and "without the files" in graded.notes[0]


def test_half_characters_reach_no_file() -> None:
    """Halves of surrogate pairs, printed, returned or raised, are replaced before anything is written."""
    answers = {"double": "def double(values): raise ValueError('\\ud800')",
               "above": "def above(values, limit): return ['\\udfff']"}
    graded = graded_of(submitted(answers, {"setup": "print('\\ud800')\n'\\ud800'"}))
    assert points(graded) == {"double": 0, "above": 0}
    json.dumps(graded.as_json(), ensure_ascii=False).encode("utf-8")


def test_the_learner_s_line_is_in_the_message() -> None:
    graded = graded_of(submitted({"double": "def double(values):\n    return values[99]"}))
    (first, _) = graded.tasks[0].public.oracles
    assert first.outcome == Outcome.RAISED and "line 2: return values[99]" in first.error


def test_each_variant_draws_other_data() -> None:
    """What a wrong answer is shown does not change; the graded draw does."""
    job = tiny_job(submitted({"double": "def double(values): return values"}))
    other = dataclasses.replace(job, variant=1)
    (one,), (two,) = ([task.graded.oracles[0].counterexample for task in grade(each, jailed()).tasks[:1]]
                      for each in (job, other))
    assert one != two
