"""The mentor grades in the formgrader, in a real browser, and looks at a feedback page."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect

from autograder.grading.attempt_history import past_gradings
from autograder.nbgrader_plugins.gradebook import gradebook_url
from tests.end_to_end.browser import SCREENSHOTS
from tests.end_to_end.graded_class import GradedClass
from tests.end_to_end.lab_server import LabServer, start_lab

# The class is graded once for all of them: minutes where the machine is busy.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def server(graded_class: GradedClass) -> Iterator[LabServer]:
    """A `craft lab` in the graded class's course."""
    running = start_lab(graded_class.tiny.root, extra_env=graded_class.tiny.environment)
    yield running
    running.stop()


@pytest.fixture
def page(browser, server: LabServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser tab that is logged in; its last view is kept as a screenshot."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE_MS)
    tab.goto(server.address)
    yield tab
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=SCREENSHOTS / f"{request.node.name}.png", full_page=True)
    context.close()


def formgrader(server: LabServer, path: str = "") -> str:
    return f"http://127.0.0.1:{server.port}/formgrader/{path}"


def submission_id(graded: GradedClass, learner: str) -> str:
    with Gradebook(gradebook_url(graded.tiny.course)) as gradebook:
        return gradebook.find_submission_notebook("tiny", "90_tiny", learner).id


def test_the_formgrader_lists_the_assignment_and_its_submissions(page, server):
    page.goto(formgrader(server))
    row = page.locator("tr", has_text="90_tiny")
    expect(row).to_be_visible()
    expect(row.locator(".num-submissions")).to_have_text("11")


def test_the_formgrader_lists_every_learner_with_the_score(page, server):
    page.goto(formgrader(server, "manage_submissions/90_tiny"))
    row = page.locator("tr", has_text="double_zero")
    expect(row).to_contain_text("4 / 7")
    expect(page.locator("body")).not_to_contain_text("None, None")
    expect(page.locator("tr", has_text="stub")).to_contain_text("0 / 7")
    expect(page.locator("tr", has_text="nojson")).to_have_count(0)


def test_a_submissions_page_shows_answers_and_what_the_checks_found(page, server, graded_class):
    page.goto(formgrader(server, f"submissions/{submission_id(graded_class, 'double_zero')}/"))
    expect(page.locator("body")).to_contain_text("return [2 * (value or 0) for value in values]")
    expect(page.locator("body")).to_contain_text("The answer loses missing values.")


def test_a_score_and_a_comment_given_in_the_formgrader_are_in_the_gradebook(page, server, graded_class):
    page.goto(formgrader(server, f"submissions/{submission_id(graded_class, 'double_loop')}/"))
    answer = page.locator(".nbgrader_cell", has_text="Because nothing is known of it.")
    answer.locator("input.score").fill("1.5")
    answer.locator("textarea.comment").fill("Say more.")
    answer.locator("input.score").focus()
    page.wait_for_timeout(1500)
    with Gradebook(gradebook_url(graded_class.tiny.course)) as gradebook:
        assert gradebook.find_grade("reason", "tiny", "90_tiny", "double_loop").manual_score == 1.5
        assert gradebook.find_comment("reason", "tiny", "90_tiny", "double_loop").comment == "Say more."


def test_the_autograde_button_grades_with_our_steps(page, server, graded_class):
    url = gradebook_url(graded_class.tiny.course)
    before = len(past_gradings(url, "90_tiny", "old"))
    page.goto(formgrader(server, "manage_submissions/90_tiny"))
    page.locator("tr", has_text="old").locator(".autograde a").click()
    done = page.get_by_text("Successfully autograded '90_tiny' for student 'old'")
    expect(done).to_be_visible(timeout=PATIENCE_MS)
    assert len(past_gradings(url, "90_tiny", "old")) == before + 1


def test_a_feedback_page_opens_and_shows_no_hidden_line(page, graded_class):
    path = graded_class.tiny.root / "build/feedback/double_zero/90_tiny/tiny.html"
    page.goto(path.as_uri())
    text = page.locator("body").inner_text()
    assert "KEEPS_MISSING" in text and "Score: 4 of 7 points" in text
    assert 'draw="graded"' not in text and "HIDDEN" not in text
