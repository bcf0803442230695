"""Cells of a notebook run in the jail and leave the outputs that a notebook knows."""
from __future__ import annotations

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from autograder.sandbox.limits import Limits


def text_of(run) -> str:
    return "".join(out.get("text", "") + out.get("data", {}).get("text/plain", "") + out.get("evalue", "")
                   for out in run.outputs)


def test_outputs_are_those_of_a_notebook(jail):
    """Prints, results, tables, errors: in order, and valid in nbformat."""
    with jail.answerer() as answerer:
        runs = answerer.run_cells([
            "import sys\nprint('a'); print('b')\nprint('c', file=sys.stderr)\n1 + 1",
            "import pandas as pd\ndisplay(pd.DataFrame({'x': [1]}))",
            "def f():\n    raise ValueError('no')\nf()", "x = 3;", "x"])
    kinds = [[out["output_type"] for out in run.outputs] for run in runs]
    assert kinds == [["stream", "stream", "execute_result"], ["display_data"], ["error"], [],
                     ["execute_result"]]
    assert runs[0].outputs[0]["text"] == "a\nb\n" and "<table" in runs[1].outputs[0]["data"]["text/html"]
    assert runs[2].outputs[0]["ename"] == "ValueError" and "no" in runs[2].outputs[0]["evalue"]
    cells = [new_code_cell("", outputs=[nbformat.from_dict(out) for out in run.outputs]) for run in runs]
    nbformat.validate(new_notebook(cells=cells))


def test_figures_are_shown(jail):
    with jail.answerer() as answerer:
        run, again = answerer.run_cells(["import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
                                         "plt.plot([2, 1]);"])
    for cell in (run, again):
        assert [out for out in cell.outputs if out.get("data", {}).get("image/png", "").startswith("iVBOR")]


def test_a_cell_that_raises_costs_itself(jail):
    with jail.answerer() as answerer:
        runs = answerer.run_cells(["a = 1", "a = 1 / 0", "raise SystemExit", "def f(:", "a"])
    assert [run.outputs[0]["output_type"] if run.outputs else "" for run in runs] == [
        "", "error", "error", "error", "execute_result"]
    assert text_of(runs[4]) == "1"


def test_a_cell_without_end_costs_itself(jail):
    """The loop is stopped after its limit, and the next cell sees what was there before."""
    with jail.answerer(limits=Limits(cell_seconds=0.5)) as answerer:
        first, loop, last = answerer.run_cells(["a = 1", "while True: a += 1", "a > 1"])
    assert loop.outputs[0]["ename"] == "TooLong" and text_of(last) == "True" and not first.problem


def test_a_cell_that_ends_the_process_leaves_the_rest_not_run(jail):
    with jail.answerer() as answerer:
        runs = answerer.run_cells(["1", "import os; os._exit(0)", "2"])
    assert [run.problem.split(" ")[0] for run in runs] == ["", "ended", "was"]


def test_output_without_end_is_cut(jail):
    with jail.answerer(limits=Limits(output_characters=10_000)) as answerer:
        (run,) = answerer.run_cells(["for _ in range(10**5): print('x' * 100)"])
    assert len(text_of(run)) < 300_000 and "output cut" in text_of(run)


def test_two_runs_of_one_notebook_see_the_same_random_numbers_and_hashes(jail):
    cells = ["import random, numpy as np\nrandom.random(), np.random.random(), hash('a')"]
    outputs = []
    for _ in range(2):
        with jail.answerer() as answerer:
            outputs.append(text_of(answerer.run_cells(cells)[0]))
    assert outputs[0] == outputs[1]


def test_files_that_came_along_lie_in_the_working_folder(jail):
    """A module of the learner's is imported from there; one named like ours or Python's is not."""
    files = {"mine.py": b"x = 5", "data/table.csv": b"a\n1\n", "pandas.py": b"raise SystemExit",
             "autograder/__init__.py": b"raise SystemExit", "json.py": b"raise SystemExit"}
    with jail.answerer(files) as answerer:
        runs = answerer.run_cells(["import mine, pandas as pd, json, autograder\n"
                                   "mine.x, pd.read_csv('data/table.csv')['a'].sum()"])
    assert text_of(runs[0]) == "(5, np.int64(1))"


def test_the_imports_of_an_exercise_work(jail):
    """What every exercise imports first is there; checks are taken and nothing is checked."""
    with jail.answerer() as answerer:
        (run,) = answerer.run_cells(["""
from craftdata import desk
from autograder.practice import check_for
check = check_for("04")
check.hint("asof_join")
tables = desk.make_tables(seed=1, days=7, tickets_per_day=5)
check.asof_join(len), len(tables.tickets) > 0
"""])
    assert text_of(run) == "(Checked when the notebook is graded., True)"
