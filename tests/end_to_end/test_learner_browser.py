"""A learner's first quarter of an hour in unit 04: fail a check, read it, ask for a hint, mend it, pass."""
from __future__ import annotations

import shutil

import pytest

from autograder.course import Course, Unit
from autograder.notebook.source import read_source
from autograder.report.progress import unit_progress
from autograder.verify.attempts import attempts_of
from tests.end_to_end.lab_page import LabPage
from tests.end_to_end.lab_server import REPOSITORY, LabServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TASK = "assert_grain"


@pytest.fixture(scope="module")
def unit() -> Unit:
    return Course.find(REPOSITORY).unit("04")


def reference(unit: Unit, grade_id: str) -> str:
    return next(cell.source for cell in read_source(unit.exercise_source).cells if cell.id == grade_id)


def test_learner_fails_reads_asks_and_passes(lab_page: LabPage, lab: LabServer, unit: Unit):
    """Each step shows what it should: the stub is to do, a mistake is named, a hint helps, a mend passes."""
    lab_page.follow(lab_page.start.locator("tr", has_text=unit.title).get_by_role("link", name="exercise"))
    lab_page.run(lab_page.cell("from autograder.practice import check_for"))
    answer = lab_page.cell("def assert_grain(table")
    check = lab_page.cell("check.assert_grain(assert_grain)")

    lab_page.run(answer)
    assert "not attempted yet" in lab_page.run(check)

    wrong = next(attempt for attempt in attempts_of(unit)
                 if attempt.task == TASK and attempt.fails[:1] == ("WHOLE_ROWS_COMPARED",))
    lab_page.write(answer, wrong.cells["assert-grain"])
    lab_page.run(answer)
    shown = lab_page.run(check)
    for part in ("WHOLE_ROWS_COMPARED", "Expected", "In production", "Lesson"):
        assert part in shown
    check.scroll_into_view_if_needed()
    lab_page.screenshot("learner_reads_a_failed_check")

    hint = lab_page.add_cell('check.hint("assert_grain")')
    assert "Hint 1 of 3" in lab_page.run(hint)

    lab_page.write(answer, reference(unit, "assert-grain"))
    lab_page.run(answer)
    assert "all properties hold" in lab_page.run(check)
    check.scroll_into_view_if_needed()
    lab_page.screenshot("learner_passes_a_check")

    progress = unit_progress(Course.find(lab.root), unit).tasks[TASK]
    assert progress.passed and progress.tries == 3 and progress.hints == 1
    start = (lab.root / "work" / "START.md").read_text(encoding="utf-8")
    assert f"in progress: 1 of {len(unit.tasks)} tasks passed" in start


def test_failed_check_is_readable_on_the_dark_theme(lab_page: LabPage, lab: LabServer, unit: Unit):
    """On the dark theme the result's text stands out from its background."""
    link = lab_page.start.locator("tr", has_text=unit.title).get_by_role("link", name="exercise")
    lab_page.follow(link)
    lab_page.menu("Settings", "Theme")
    lab_page.page.locator(".lm-Menu .lm-Menu-itemLabel").get_by_text("JupyterLab Dark", exact=True).click()
    lab_page.run(lab_page.cell("from autograder.practice import check_for"))
    result = lab_page.add_cell("check.assert_grain(lambda table, key: None)")
    lab_page.run(result)
    block = result.locator(".craft-result")
    block.scroll_into_view_if_needed()
    lab_page.screenshot("failed_check_dark_theme")
    for part, paper in ((block, "body"), (block.locator("pre").first, "pre")):
        colour, background = part.evaluate(
            "(node, paper) => [getComputedStyle(node).color,"
            " getComputedStyle(paper === 'pre' ? node : document.body).backgroundColor]", paper)
        assert contrast(colour, background) >= 4.5, (colour, background)
    shutil.rmtree(lab.root / "work" / ".lab" / "settings", ignore_errors=True)


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two CSS colours "rgb(r, g, b)" or "rgba(...)"."""
    def luminance(css: str) -> float:
        values = [float(part) / 255 for part in css[css.index("(") + 1:-1].split(",")[:3]]
        linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
