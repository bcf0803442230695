"""Fixtures of the whole suite."""
import os
import signal
from pathlib import Path
from typing import Any

import pytest

# The suite runs on two workers: more threads in each would only contend.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# A suite started in the background ignores Ctrl-C, and so would the servers on which it presses it.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ["tests.cli.sample_course", "tests.end_to_end.browser"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: begun last, they would leave one worker alone at the end."""
    slow = {item.path for item in items
            if item.get_closest_marker("slow") or item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in slow)


# Files that share what takes long: a graded class, a JupyterLab, a measured unit. One worker gets them.
TOGETHER = {name: group for group, names in {
    "graded_class": ("test_broken_submissions", "test_feedback", "test_formgrader_browser", "test_loop"),
    "lab": ("test_lab_browser", "test_learner_browser"),
    "measured_sample": ("test_measure", "test_proof", "test_rules_of_running"),
}.items() for name in names}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """As `--dist loadfile`, but some files go together; marks would do, if pytest 9.2 let xdist see them."""
    from xdist.scheduler import LoadFileScheduling

    class ByFiles(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return TOGETHER.get(Path(file).stem, file)

    return ByFiles(config, log)
