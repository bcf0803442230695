"""One sandbox for all tests of a process: starting it takes seconds, an answerer takes milliseconds."""
from __future__ import annotations

import atexit
import functools

from autograder.course import Course
from autograder.sandbox.sandbox import Sandbox
from tests.sandbox.needs_jail import needs_jail_or_skip
from tests.tiny_course import FIXTURE


@functools.cache
def jailed() -> Sandbox:
    """A sandbox in bubblewrap that finds checks of tests/fixtures by file name; skips without a jail."""
    needs_jail_or_skip()
    course = Course.find()
    modules = [f"autograder.checks.{unit.name}" for unit in course.units()]
    extra = [FIXTURE / "checks", FIXTURE.parent / "sandbox_checks"]
    sandbox = Sandbox(hidden=[course.root], extra=extra, preload=modules)
    sandbox.__enter__()
    atexit.register(sandbox.close)
    return sandbox
