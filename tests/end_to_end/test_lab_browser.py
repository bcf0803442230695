"""A learner opens JupyterLab: the start page, then a lesson, then an exercise, with nothing in the way."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from autograder.course import Course
from tests.end_to_end.lab_page import LabPage
from tests.end_to_end.lab_server import LabServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_start_page_lists_every_unit_with_its_links(lab_page: LabPage, lab: LabServer):
    """The start page is rendered and holds, for each unit, its title and working-looking links."""
    expect(lab_page.start.locator("h1")).to_contain_text("ML Craft")
    for unit in Course.find(lab.root).units():
        row = lab_page.start.locator("tr", has_text=unit.title)
        expect(row).to_have_count(1)
        assert row.locator("a").all_inner_texts() == ["lesson", "exercise"]
    expect(lab_page.start.locator("blockquote")).to_contain_text("Next:")


def test_what_matters_fits_one_screen(lab_page: LabPage):
    """What this is, the next step and all units are seen in a 1280 x 800 window without scrolling."""
    table = lab_page.start.locator("table").bounding_box()
    assert table and table["y"] + table["height"] <= lab_page.page.viewport_size["height"]


def test_nothing_stands_in_the_way(lab_page: LabPage):
    """No dialog, pop-up or news appears on the start page, and no request leaves this machine."""
    lab_page.page.wait_for_timeout(3000)
    assert lab_page.interruptions() == []
    assert lab_page.foreign == []


@pytest.mark.parametrize("kind", ["lesson", "exercise"])
def test_link_opens_a_notebook_with_its_kernel(lab_page: LabPage, lab: LabServer, kind: str):
    """The first unit's links open work/ copies, trusted, with a kernel running and no question asked."""
    unit = Course.find(lab.root).units()[0]
    link = lab_page.start.locator("tr", has_text=unit.title).get_by_role("link", name=kind)
    lab_page.follow(link)
    expect(lab_page.notebook.locator(".jp-KernelName")).to_have_text("Python 3 (ipykernel)")
    assert lab_page.interruptions() == []
    assert lab_page.page.locator('[title*="not trusted" i]').count() == 0
    assert lab_page.cells.count() > 1
    assert f"work/{unit.folder}/" in lab_page.page.url


def test_exercise_kernel_is_the_one_that_runs_the_course(lab_page: LabPage, lab: LabServer):
    """A cell of the exercise runs in the environment that holds the course's package."""
    unit = Course.find(lab.root).units()[0]
    lab_page.follow(lab_page.start.locator("tr", has_text=unit.title).get_by_role("link", name="exercise"))
    cell = lab_page.add_cell("import autograder, os; print('in', os.path.basename(os.getcwd()))")
    assert lab_page.run(cell) == f"in {unit.folder}"


def test_lesson_runs_from_top_to_bottom(lab_page: LabPage, lab: LabServer):
    """Run All Cells of a lesson (one of the shortest) executes every code cell and none raises."""
    unit = Course.find(lab.root).unit("03")
    lab_page.follow(lab_page.start.locator("tr", has_text=unit.title).get_by_role("link", name="lesson"))
    lab_page.run_all(timeout_ms=240_000)
    assert lab_page.errors() == []


def test_saved_answer_goes_to_the_copy_alone(lab_page: LabPage, lab: LabServer):
    """What is typed and saved in the exercise lies in work/, and the course's own file is as before."""
    unit = Course.find(lab.root).units()[0]
    before = unit.exercise.read_bytes()
    lab_page.follow(lab_page.start.locator("tr", has_text=unit.title).get_by_role("link", name="exercise"))
    lab_page.add_cell("my_answer = 12345")
    lab_page.save()
    copy = lab.root / "work" / unit.folder / unit.exercise.name
    assert "my_answer = 12345" in copy.read_text(encoding="utf-8")
    assert unit.exercise.read_bytes() == before


def test_rig_sees_a_traceback(lab_page: LabPage, lab: LabServer):
    """A cell that raises is reported by `errors`, so that a clean run means something."""
    unit = Course.find(lab.root).units()[0]
    lab_page.follow(lab_page.start.locator("tr", has_text=unit.title).get_by_role("link", name="exercise"))
    lab_page.run(lab_page.add_cell("1 / 0"))
    (error,) = lab_page.errors()
    assert "ZeroDivisionError" in error
