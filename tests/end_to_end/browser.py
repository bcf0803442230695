"""Fixtures: Debian's chromium driven by Playwright, on a `craft lab` in a temporary copy of the course."""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.sample_course import write_unit
from tests.end_to_end.lab_server import REPOSITORY, LabServer, copy_course, start_lab

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SCREENSHOTS = REPOSITORY / "build" / "screenshots"
WINDOW = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; without one the test is skipped, or fails where CI=true."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found:
        return found
    message = "browser test: no chromium on PATH; Debian and Ubuntu: apt-get install chromium"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser(chromium: str):
    """A headless chromium for the session."""
    from playwright.sync_api import sync_playwright
    # chromium's own sandbox refuses to run as root; /dev/shm is small in containers.
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, headless=True, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    """A `craft lab` in a temporary copy of the course, shared by the session's browser tests."""
    root = tmp_path_factory.mktemp("course")
    if course_has_units():
        copy_course(root)
    else:
        write_unit(root, "04_aggregation", "Joins and time travel")
    server = start_lab(root)
    yield server
    server.stop()


@pytest.fixture
def lab_page(browser, lab: LabServer, request: pytest.FixtureRequest) -> Iterator:
    """A fresh browser tab at the start page; its last view is kept as build/screenshots/TEST.png."""
    from tests.end_to_end.lab_page import LabPage
    context = browser.new_context(viewport=WINDOW)
    page = LabPage(context.new_page(), SCREENSHOTS)
    # Each test begins without the tabs of the one before.
    shutil.rmtree(lab.root / "work" / ".lab" / "workspaces", ignore_errors=True)
    page.open(lab.address)
    yield page
    page.screenshot(_file_name(request.node.name))
    context.close()


def _file_name(test: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in test)


def course_has_units(root: Path = REPOSITORY) -> bool:
    """Whether there is any unit whose notebooks are built; without one the sample course is used."""
    folders = [path.parent for path in (root / "exercises").glob("*/unit.toml")]
    return any(list(folder.glob("*.ipynb")) and (root / "curriculum" / f"{folder.name}.ipynb").exists()
               for folder in folders)
