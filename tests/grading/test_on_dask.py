"""Grading on a Dask cluster: the same grades, and a killed worker costs nothing but time."""
from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from autograder.grading.attempt_history import past_gradings
from autograder.nbgrader_plugins.gradebook import cell_scores, gradebook_url
from tests.graded_tiny import POINTS, hand_in

pytest.importorskip("distributed", reason="Dask is an extra: pip install 'ml-craft[dask]'")
pytestmark = pytest.mark.slow


@pytest.fixture
def cluster(known) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A scheduler on loopback and two workers in folders of the course; (address, workers)."""
    started: list[subprocess.Popen[str]] = []

    def start(*command: str) -> subprocess.Popen[str]:
        started.append(subprocess.Popen([sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
                                        cwd=known.root, env=known.environment, text=True,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
        return started[-1]
    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    address = next(line.split()[-1] for line in scheduler.stderr if "Scheduler at:" in line)
    workers = [start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
                     "--host", "127.0.0.1") for _ in range(2)]
    yield address, workers
    for process in started:
        process.kill()
        process.wait()


def test_a_class_is_graded_on_a_cluster_that_loses_a_worker(known, sent, cluster):
    address, workers = cluster
    for kind, content in sent.items():
        for number in range(3):
            hand_in(known, f"{kind}_{number}", content)
    command = [sys.executable, "-m", "autograder.cli.main", "grade", "--dask", address]
    with subprocess.Popen(command, cwd=known.root, env=known.environment, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as run:
        said = []
        for line in run.stdout:
            said.append(line)
            if " points" in line:
                workers[0].kill()
    assert run.returncode == 0 and "12 graded" in "".join(said), "".join(said)
    assert len(past_gradings(gradebook_url(known.course), "90_tiny")) == 12
    for score in cell_scores(known.course, known.unit):
        if score.cell == "double-check":
            above = 0 if score.learner.startswith("stub") else 2
            assert score.score == POINTS[score.learner.split("_")[0]] - above
