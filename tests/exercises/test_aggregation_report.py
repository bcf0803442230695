"""The figures that unit 04's written task and its graded samples quote are those that its report prints."""
from __future__ import annotations

import re

import pytest

from autograder.course import Course
from autograder.grading.cells import is_check
from autograder.notebook.source import read_source
from autograder.notebook.twin import execute
from tests.end_to_end.lab_server import REPOSITORY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outputs() -> dict[str, str]:
    """What each code cell of the solved exercise prints, by cell id; its checks are asked elsewhere."""
    unit = Course.find(REPOSITORY).unit("04")
    solved = read_source(unit.exercise_source)
    solved.cells = [cell for cell in solved.cells if not is_check(cell)]
    executed = execute(solved, unit.path)
    assert not [output for cell in executed.cells for output in cell.get("outputs", [])
                if output.output_type == "error"]
    return {cell.id: "".join(output.get("text", "") for output in cell.outputs)
            for cell in executed.cells if cell.cell_type == "code"}


def auc(report: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)}\s+AUC (0\.\d+)", report, re.M)
    assert found, report
    return float(found.group(1))


def test_the_letters_figures_are_those_of_the_report(outputs: dict[str, str]) -> None:
    """About .84 offline, about .75 new and served alike; one in six promised where one in four breached."""
    report = outputs["report"]
    assert auc(report, "old, offline") == pytest.approx(0.84, abs=0.025)
    assert auc(report, "new, offline and served") == pytest.approx(0.75, abs=0.04)
    assert abs(auc(report, "old, fed with what was known") - auc(report, "new, offline and served")) < 0.03
    promised = int(re.search(r"^old, fed.*risk (\d+)%", report, re.M).group(1))
    came = int(re.search(r"of which (\d+)% breached", report).group(1))
    assert 14 <= promised <= 20 and 22 <= came <= 29


def test_three_of_the_four_features_leak(outputs: dict[str, str]) -> None:
    """The forty tickets show the leaks of a, b and c; d is clean."""
    (printed,) = [text for text in outputs.values() if "leaking tickets" in text]
    counts = [int(count) for count in re.findall(r"leaking tickets: (\d+)", printed)]
    assert len(counts) == 4 and all(count > 0 for count in counts[:3]) and counts[3] == 0
