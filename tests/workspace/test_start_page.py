"""The start page says what this is, how far one is, and the one thing to do next."""
from __future__ import annotations

import re

import pytest

from autograder.course import Course
from autograder.report.progress import TaskProgress, UnitProgress
from autograder.workspace.copies import ensure_copy
from autograder.workspace.start_page import start_page, write_start_page

PASSED, TRIED, OPEN = TaskProgress(passed=True, tries=1), TaskProgress(tries=1), TaskProgress()


def page(course: Course, third: UnitProgress, fourth: UnitProgress, **more: frozenset[str]) -> str:
    return start_page(course.units(), {"03_splits": third, "04_aggregation": fourth}, **more)


def unit(first: TaskProgress, second: TaskProgress, submitted: str | None = None) -> UnitProgress:
    return UnitProgress({"task_1": first, "task_2": second}, submitted)


def next_step(text: str) -> str:
    """The sentence after "Next:"."""
    found = re.search(r"> \*\*Next:\*\* (.*)", text)
    assert found
    return found.group(1)


@pytest.mark.parametrize(("progress", "words"), [
    (unit(OPEN, OPEN), "| not started |"),
    (unit(TRIED, OPEN), "| in progress: 0 of 2 tasks passed |"),
    (unit(PASSED, TRIED), "| in progress: 1 of 2 tasks passed |"),
    (unit(PASSED, PASSED), "| done |"),
    (unit(PASSED, OPEN, "2030-01-01"), "| submitted |"),
])
def test_table_shows_the_state(course: Course, progress: UnitProgress, words: str):
    """Each of the states has its own words, in the unit's row."""
    rows = [line for line in page(course, unit(OPEN, OPEN), progress).splitlines() if line.startswith("| 04")]
    assert len(rows) == 1 and words in rows[0]


@pytest.mark.parametrize(("third", "fourth", "said"), [
    (unit(OPEN, OPEN), unit(OPEN, OPEN), "lesson of unit 03"),
    (unit(OPEN, OPEN), unit(PASSED, OPEN), "exercise of unit 04"),
    (unit(PASSED, PASSED), unit(OPEN, OPEN), "`craft submit 03`"),
    (unit(PASSED, PASSED, "2030"), unit(OPEN, OPEN), "lesson of unit 04"),
    (unit(PASSED, PASSED, "2030"), unit(PASSED, PASSED, "2030"), "nothing"),
])
def test_next_step_is_the_most_urgent(course: Course, third: UnitProgress, fourth: UnitProgress, said: str):
    """First finish what is begun, then hand in what is done, then begin what is next."""
    assert said in next_step(page(course, third, fourth))


def test_newer_release_is_announced(course: Course):
    """A unit with a newer release says how to get it, and the other does not."""
    text = page(course, unit(OPEN, OPEN), unit(OPEN, OPEN), newer=frozenset({"04_aggregation"}))
    notes = [line for line in text.splitlines() if "newer version exists" in line]
    assert len(notes) == 1 and "`craft reset 04`" in notes[0]


def test_every_link_of_the_written_page_leads_to_a_file(course: Course):
    """All links are relative to work/ and exist; a unit without notebooks has none."""
    course.unit("03").exercise.unlink()
    course.unit("03").lesson.unlink()
    for each in course.units():
        ensure_copy(course, each)
    path = write_start_page(course)
    text = path.read_text(encoding="utf-8")
    table = [line for line in text.splitlines() if line.startswith("| 0")]
    links = re.findall(r"\]\((.*?)\)", "\n".join(table))
    assert len(links) == 2
    assert all((path.parent / link).is_file() for link in links)
    assert "in preparation" in table[0]


def test_next_step_links_only_to_files(course: Course):
    """A unit whose notebooks are not there yet is never the next thing to do."""
    course.unit("03").exercise.unlink()
    course.unit("03").lesson.unlink()
    for each in course.units():
        ensure_copy(course, each)
    path = write_start_page(course)
    links = re.findall(r"\]\((.*?)\)", next_step(path.read_text(encoding="utf-8")))
    assert links and all((path.parent / link).is_file() for link in links)


def test_course_without_units_says_so(tmp_path):
    """An empty course has a page all the same."""
    assert "no units yet" in next_step(start_page([], {}))
