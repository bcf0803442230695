"""Running a submission: whatever a cell does, it costs that cell and what depends on it."""
from __future__ import annotations

import json

import pytest
from nbgrader.utils import determine_grade

from autograder.draws import learner_key
from autograder.grading.kernel_environment import kernel_environment
from autograder.grading.run_notebook import Limits, run_notebook
from autograder.notebook.files import notebook_bytes
from autograder.notebook.rebuild import rebuild
from tests.tiny_course import SOLUTION, SQUARES, answered

pytestmark = pytest.mark.slow
# Seconds: long enough for the imports of a cell that does end, on a busy machine.
SHORT = 15
FULL = {"double-check": 3.0, "above-check": 2.0}


@pytest.fixture
def graded(tiny, release, tmp_path):
    """Grades answers as nbgrader would: (points by check cell, notes, the notebook)."""
    def grade(answers: dict[str, str], limits: Limits | None = None, results=None):
        sent = notebook_bytes(answered(release, {**SOLUTION, **answers}))
        notebook = rebuild(release, sent).notebook
        for cell in notebook.cells:
            if cell.id.endswith("-check"):
                cell.source += "\n" + cell.source.replace(")", ', draw="graded")')
        environment = kernel_environment(learner_key("ana", "salt"), results=results,
                                         inherited=tiny.environment)
        notes = run_notebook(notebook, tmp_path, environment, limits)
        points = {cell.id: determine_grade(cell)[0] for cell in notebook.cells if cell.id.endswith("-check")}
        return points, notes, notebook
    return grade


def output_text(notebook, cell_id):
    return json.dumps(next(cell for cell in notebook.cells if cell.id == cell_id).outputs)


def test_a_solution_earns_all_and_nothing_is_noted(graded):
    points, notes, _ = graded({})
    assert (points, notes) == (FULL, ())


def test_a_partial_answer_earns_its_part_as_a_plain_float(graded):
    at_least = "def above(values, limit):\n    return sum(value >= limit for value in values)"
    points, _, notebook = graded({"above": at_least})
    assert points == {"double-check": 3.0, "above-check": 1.5}
    assert '"text/plain": "1.5"' in output_text(notebook, "above-check")


def test_noise_of_an_answer_costs_nothing(graded):
    noise = ["import os, sys, logging, subprocess, warnings", "print('noise')",
             "print('noise', file=sys.stderr)", "warnings.warn('noise')", "os.write(2, b'noise')",
             "logging.warning('noise')", "subprocess.run('echo noise >&2', shell=True)"]
    lines = "\n".join(f"    {line}" for line in noise)
    points, _, _ = graded({"double": SOLUTION["double"].replace("    return", f"{lines}\n    return")})
    assert points == FULL


def test_an_answer_that_raises_costs_its_own_points_alone(graded):
    points, notes, _ = graded({"double": "def double(values):\n    raise ValueError('no')"})
    assert points == {"double-check": 0.0, "above-check": 2.0} and notes == ()


def test_a_cell_that_raises_leaves_its_name_undefined_and_costs_its_own_points(graded):
    points, _, notebook = graded({"double": "doubl e"})
    assert points == {"double-check": 0.0, "above-check": 2.0}
    assert "NameError" in output_text(notebook, "double-check")


@pytest.mark.parametrize("end", ["import os; os._exit(0)", "import os; os.kill(os.getpid(), 9)"])
def test_a_cell_that_ends_its_kernel_costs_its_own_points(graded, end):
    points, notes, _ = graded({"double": end})
    assert points == {"double-check": 0.0, "above-check": 2.0}
    assert notes == ("The cell 'double' ended its kernel; the others ran without it.",)


def test_an_answer_that_ends_its_kernel_when_checked_costs_its_own_points(graded):
    points, notes, _ = graded({"double": "def double(values):\n    import os; os._exit(0)"})
    assert points == {"double-check": 0.0, "above-check": 2.0}
    assert "'double-check' ended its kernel" in notes[0]


def test_an_endless_loop_costs_its_own_points(graded):
    points, notes, _ = graded({"double": "while True: pass"}, Limits(cell=SHORT))
    assert points == {"double-check": 0.0, "above-check": 2.0}
    assert notes == ("The cell 'double' did not end in time; the others ran without it.",)


def test_an_endless_loop_that_swallows_everything_is_ended_too(graded):
    loop = ("def double(values):\n    while True:\n        try:\n            while True: pass\n"
            "        except BaseException: pass")
    points, notes, _ = graded({"double": loop}, Limits(check_cell=SHORT))
    assert points == {"double-check": 0.0, "above-check": 2.0} and "did not end" in notes[0]


def test_a_notebook_that_always_dies_ends_with_nothing_scored(graded):
    points, notes, _ = graded({"double": "import os; os._exit(0)", "above": "import os; os._exit(0)"},
                              Limits(restarts=1))
    assert points == {"double-check": 0.0, "above-check": 0.0} and "nothing was run" in notes[-1]


def test_a_check_that_is_no_longer_ours_earns_nothing(graded):
    replaced = ("import numpy as np\nclass Yes:\n    def double(self, *a, **k): return np.float64(1)\n"
                "check = Yes()")
    points, _, _ = graded({"double": replaced})
    assert points["double-check"] == 0.0


def test_output_without_end_is_cut(graded):
    _, _, notebook = graded({"double": "for _ in range(400):\n    print('x' * 100_000)"})
    assert len(output_text(notebook, "double")) < 6_000_000


def test_results_of_both_draws_are_written_for_reports(graded, tmp_path):
    graded(SQUARES, results=tmp_path / "results.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text().splitlines()]
    assert [(line["task"], line["draw"]) for line in lines] == [
        ("double", "public"), ("double", "graded"), ("above", "public"), ("above", "graded")]
