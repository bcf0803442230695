"""Without namespaces: limits, Landlock where there is some, and plain words; never as root."""
from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from autograder.course import Course
from autograder.grading.course_sandbox import open_sandbox
from autograder.sandbox import abilities
from autograder.sandbox.errors import SandboxError
from autograder.sandbox.sandbox import Mode, Sandbox

# Run as an ordinary user, from copies of the packages that this user can read.
SCRIPT = """
import json, os, sys, time
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Mode, Sandbox
secret = sys.argv[1]
with Sandbox(Mode.REDUCED) as sandbox:
    start = time.monotonic()
    with sandbox.answerer(limits=Limits(memory_mib=200, cell_seconds=1)) as answerer:
        runs = answerer.run_cells([
            "x = 1", "while True: pass", f"open({secret!r}).read()", "import os; os.fork()",
            "bytearray(400 * 2**20)", "def f(a): return a + x"])
        value = answerer.callable("f")(2)
    ended = sandbox.run_command(["python", "-c", "print(3)"])
    names = [[out.get("ename") for out in run.outputs] for run in runs]
    print(json.dumps([str(sandbox.mode), names, value, ended.stdout]))
"""


# Run as root: in mounts of its own Python can be reached by others, though it may lie in a closed home.
AS_NOBODY = """
import ctypes, os, sys
from pathlib import Path
from autograder.sandbox.jail import linux
argv, prefixes = sys.argv[1:], {Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()}
assert ctypes.CDLL(None).unshare(linux.CLONE_NEWNS) == 0
linux.mount("none", "/", flags=linux.MS_REC | linux.MS_PRIVATE)
for prefix in prefixes:
    closed = [folder for folder in prefix.parents if not folder.stat().st_mode & 1]
    if closed:
        kept = os.open(prefix, os.O_PATH)
        linux.mount("tmpfs", str(closed[-1]), "tmpfs", options="mode=755")
        prefix.mkdir(parents=True)
        linux.mount(f"/proc/self/fd/{kept}", str(prefix), flags=linux.MS_BIND | linux.MS_REC)
os.setgroups([]); os.setresgid(65534, 65534, 65534); os.setresuid(65534, 65534, 65534)
os.execv(sys.executable, [sys.executable, *argv])
"""


def as_nobody(program: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a program as an unprivileged user; where we are one already, as ourselves."""
    first = ["-c", AS_NOBODY] if os.getuid() == 0 else []
    return subprocess.run([sys.executable, *first, "-c", program, *arguments], text=True, capture_output=True,
                          timeout=200, cwd="/", env={**os.environ, **variables})


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is Linux's")
def test_an_ordinary_user_without_a_jail_gets_the_reduced_mode(tmp_path):
    """Cells run and calls are answered; loops, memory, forks and other files are refused."""
    if as_nobody("import autograder, pandas").returncode:
        pytest.skip("an unprivileged user cannot read this Python or this course")
    secret = tmp_path / "secret.txt"
    secret.write_text("seen", encoding="ascii")
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    done = as_nobody(SCRIPT, str(secret), HOME="/tmp", PATH="/nowhere")
    assert done.returncode == 0, done.stderr
    mode, names, value, printed = json.loads(done.stdout)
    assert (mode, value, printed) == ("reduced", 3, "3\n")
    assert names[:2] == [[], ["TooLong"]] and names[3:] == [["BlockingIOError"], ["MemoryError"], []]
    if abilities.landlock.abi():
        assert names[2] == ["PermissionError"]


def test_a_jail_that_is_required_and_cannot_be_had_is_an_error(monkeypatch):
    """The message says what the machine lacks and how to mend it; without a need for it, root is refused."""
    monkeypatch.setattr(abilities, "jail_trouble", lambda: "no jail without bubblewrap: install it")
    monkeypatch.setattr("autograder.sandbox.sandbox.jail_trouble", abilities.jail_trouble)
    with pytest.raises(SandboxError, match="install it"):
        open_sandbox(Course.find(), require_jail=True)
    monkeypatch.setattr(os, "getuid", lambda: 0)
    with pytest.raises(SandboxError, match="Root without a jail runs no submission: grade as an ordinary"):
        open_sandbox(Course.find())


def test_root_is_refused_the_reduced_mode(monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 0)
    with pytest.raises(SandboxError, match="jail"):
        Sandbox(Mode.REDUCED)


def test_ones_own_code_needs_no_jail_even_as_root(monkeypatch):
    """In a container one is root without namespaces; the same code runs in one's notebook anyway."""
    monkeypatch.setattr("autograder.sandbox.sandbox.jail_trouble", lambda: "no jail here")
    monkeypatch.setattr(os, "getuid", lambda: 0)
    assert open_sandbox(Course.find(), units=[], own=True).mode == Mode.REDUCED
