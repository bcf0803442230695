"""A fork into namespaces, by either of the system's calls."""
from __future__ import annotations

import subprocess
import sys

import pytest

from tests.sandbox.needs_jail import needs_jail_or_skip

FORKS = """
import os, sys
from autograder.sandbox.jail import linux
if sys.argv[1] == "clone3":
    linux.CLONE.clear()
child = linux.fork_into(linux.CLONE_NEWUSER | linux.CLONE_NEWPID)
if child == 0:
    own = os.fork()
    if own == 0:
        os._exit(os.getpid())
    os._exit(10 * os.getpid() + os.waitstatus_to_exitcode(os.waitpid(own, 0)[1]))
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
try:
    linux.fork_into(0x80000000 | linux.CLONE_NEWNS | 0x200)  # CLONE_FS goes with no mounts of one's own
except OSError as error:
    print(error.strerror)
"""


@pytest.mark.parametrize("call", ["clone", "clone3"])
def test_the_child_is_the_first_process_and_can_fork(call):
    """Its number is 1, its child's 2; what the system refuses is an error of the parent alone."""
    needs_jail_or_skip()
    done = subprocess.run([sys.executable, "-c", FORKS, call], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines() == ["12", "clone: Invalid argument"], done.stderr
