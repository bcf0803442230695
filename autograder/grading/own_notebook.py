"""Grade a learner's own notebook as a mentor's grading would, by the same engine."""
from __future__ import annotations

from collections.abc import Callable

from nbformat import NotebookNode

from autograder.course import Course, Unit
from autograder.grading.course_sandbox import open_sandbox
from autograder.grading.grade import grade
from autograder.grading.graded import Graded
from autograder.grading.held_sandbox import HeldSandbox
from autograder.grading.job import job_of
from autograder.notebook.rebuild import NoNotebook


def grade_own(course: Course, unit: Unit, release: Callable[[Unit], NotebookNode], submitted: bytes, key: str,
              variant: int = 0) -> Graded:
    """What the notebook would earn, on the public and the graded draws.

    release: gives the unit's released exercise; it is asked while the sandbox starts. key: from
    `learner_key`. variant: another one gives fresh graded data. Needs no jail: the code is the learner's own.
    Raises NoNotebook, and SandboxError if no sandbox can be had at all.
    """
    with HeldSandbox(lambda: open_sandbox(course, units=[unit], own=True), grade) as held:
        held.start()
        graded = held.grade(job_of(unit, release(unit), submitted, key, variant))
    if graded.refused:
        raise NoNotebook(graded.refused)
    return graded
