"""Running cells without a kernel: as nbgrader would, but for the checks."""
from pathlib import Path

import pytest

from autograder.notebook.source import notebook_from_text
from autograder.oracles.learner_line import learner_line
from autograder.verify.namespace import executed, with_replaced

SOURCE = """\
# %%
base = 2
# %% nbgrader={"grade_id": "twice", "solution": true}
def twice(x):
    return base * x
# %% nbgrader={"grade_id": "twice-check", "grade": true, "points": 1}
checked = True
# %% nbgrader={"grade_id": "four-times", "solution": true}
def four_times(x):
    return twice(twice(x))
"""


def test_checks_are_not_run_and_cells_share_names(tmp_path: Path) -> None:
    """Answer cells run in order in one namespace; check cells do not run."""
    names = executed(notebook_from_text(SOURCE, "n"), tmp_path).names
    assert names["four_times"](3) == 12
    assert "checked" not in names


def test_a_cell_that_raises_does_not_stop_the_next(tmp_path: Path) -> None:
    """An exception (or an exit) is noted with its cell, and the later cells run."""
    text = SOURCE.replace("base = 2", "base = 2\nraise SystemExit('enough')")
    found = executed(notebook_from_text(text, "n"), tmp_path)
    assert [(error.cell, error.message) for error in found.errors] == [("cell-00", "SystemExit: enough")]
    assert found.names["four_times"](3) == 12


def test_other_answers_see_the_replaced_one(tmp_path: Path) -> None:
    """Replacing one answer changes what the others compute with it."""
    notebook = notebook_from_text(SOURCE, "n")
    found = executed(notebook, tmp_path)
    with_replaced(found, notebook, {"twice": "def twice(x):\n    return 3 * x"}, tmp_path)
    assert found.names["four_times"](1) == 9


def test_an_answer_that_defines_nothing_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    """The reference never answers in place of an attempt that forgot the function."""
    notebook = notebook_from_text(SOURCE, "n")
    found = with_replaced(executed(notebook, tmp_path), notebook, {"twice": "twize = 1"}, tmp_path)
    assert "twice" not in found.names


def test_an_exception_keeps_the_line_of_the_cell(tmp_path: Path) -> None:
    """The traceback of an answer shows the line as the learner wrote it."""
    notebook = notebook_from_text(SOURCE.replace("base * x", "base * x / 0"), "n")
    with pytest.raises(ZeroDivisionError) as raised:
        executed(notebook, tmp_path).names["twice"](1)
    line = learner_line(raised.value)
    assert line is not None and (line.number, line.text) == (2, "return base * x / 0")


def test_cells_run_in_the_exercise_folder_without_noise(tmp_path: Path,
                                                        capfd: pytest.CaptureFixture[str]) -> None:
    """Relative paths mean the exercise's folder; what cells print is dropped; the folder is restored."""
    before = Path.cwd()
    text = "# %%\nfrom pathlib import Path\nhere = Path.cwd()\nprint(here)"
    found = executed(notebook_from_text(text, "n"), tmp_path)
    assert found.names["here"] == tmp_path.resolve()
    assert (Path.cwd(), capfd.readouterr().out) == (before, "")
