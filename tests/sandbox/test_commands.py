"""Files of a learner's run in a fresh jail each time, asked for by the check or by us."""
from __future__ import annotations

import time

import pytest

from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.commands import run_files, run_here
from autograder.sandbox.judging import CheckJob
from autograder.sandbox.limits import Limits
from tests.fixtures.sandbox_checks import of_files

TESTS = "from half import half\ndef test_half(): assert half(3) == 1.5"
SERVICE = """
from http.server import BaseHTTPRequestHandler, HTTPServer
class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"hello")
    def log_message(self, *args): pass
HTTPServer(("127.0.0.1", 8123), Hello).serve_forever()
"""


def result_of(jail, answering, task: str, content: str):
    answerer = answering(f"def {task}(): return {content!r}")
    with jail.judge(answerer) as judge:
        return judge.check(CheckJob("of_files", "u", task, "t", task, "public", 1, 120.0))


def test_a_check_runs_a_learner_s_tests_against_right_and_wrong_code(jail, answering):
    """A suite that tells right from wrong passes; one that cannot fail kills nothing."""
    found = result_of(jail, answering, "tests", TESTS)
    assert [oracle.error for oracle in found.oracles] == ["", ""] and found.points == 2, found
    assert result_of(jail, answering, "tests", "def test_nothing(): pass").points == 1


def test_a_service_is_asked_over_a_loopback_of_its_own(jail, answering):
    assert result_of(jail, answering, "service", SERVICE).points == 1


@pytest.mark.parametrize("task", ["tests", "service"])
def test_in_a_notebook_the_same_check_runs_here(task: str):
    (check,) = [check for check in of_files.CHECKS if check.task == task]
    content = TESTS if task == "tests" else SERVICE
    assert isinstance(check, Check)
    result = check.run("u", "t", lambda: content, Draw("public", 1), 120.0)
    assert result.points == check.points, result


@pytest.mark.parametrize("run", ["here", "in a jail"])
def test_a_command_ends_in_its_time_and_tells_how(jail, run: str):
    """Status and output come back; what runs too long is killed and has no status; nothing leads out."""
    def ended(argv, files, seconds):
        return run_here(argv, files, seconds, False) if run == "here" else jail.run_command(
            argv, files, Limits(cell_seconds=seconds))

    done = ended(["python", "a/b.py"], {"a/b.py": b"import sys; print('out'); sys.exit(3)"}, 20)
    assert (done.status, done.stdout, done.stderr) == (3, "out\n", "")
    late = ended(["python", "-c", "print('x', flush=True); import time; time.sleep(60)"], {}, 1.5)
    assert late.status is None and late.stdout == "x\n" and late.seconds < 20
    with pytest.raises(ValueError, match="leads out"):
        ended(["python"], {"../x": b""}, 1)


def test_a_command_that_breaks_its_jail_from_within_is_no_trouble_of_ours(jail):
    """It kills all it can reach; the next command runs."""
    start = time.monotonic()
    jail.run_command(["python", "-c", "import os; os.kill(-1, 9)"], limits=Limits(cell_seconds=20))
    assert time.monotonic() - start < 15
    assert jail.run_command(["python", "-c", "print(1)"]).stdout == "1\n"


def test_files_are_run_here_unless_told_otherwise():
    assert run_files(["python", "-c", "print(1)"], {}).stdout == "1\n"
