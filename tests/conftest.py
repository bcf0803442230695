"""Fixtures of the whole suite."""
import os
import signal

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
