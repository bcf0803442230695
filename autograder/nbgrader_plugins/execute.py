"""The step of `nbgrader autograde` that grades: learners' code runs in the sandbox, and never in a kernel."""
from __future__ import annotations

import functools
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from autograder.course import Course
from autograder.grading.course_sandbox import open_sandbox
from autograder.grading.fingerprint import recipe_of
from autograder.grading.grade import grade
from autograder.grading.held_sandbox import HeldSandbox
from autograder.grading.idle_sandbox import IdleSandbox
from autograder.grading.job import job_of
from autograder.grading.salt import key_of
from autograder.grading.submissions import read_submission
from autograder.nbgrader_plugins.class_grading import keep
from autograder.nbgrader_plugins.recorder import Recorder
from autograder.nbgrader_plugins.release import released


class GradeSubmission(NbGraderPreprocessor):
    """Stands where nbgrader's Execute and SaveAutoGrades stand: the same engine and records as `craft grade`.

    nbgrader runs it on what it was asked to grade, changed or not.
    """

    require_jail = Bool(False, help="Grade nothing where submissions cannot be shut in a jail"
                        ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        course, learner = Course.find(), resources["nbgrader"]["student"]
        sandbox = shared_sandbox(course.root, self.require_jail)
        sandbox.start()
        unit = course.unit(resources["nbgrader"]["assignment"])
        submission = read_submission(course, unit, learner)
        job = job_of(unit, released(unit), submission.content, key_of(learner, course.build),
                     files=submission.files)
        graded = sandbox.grade(job)
        for note in graded.notes:
            self.log.warning("%s: %s", learner, note)
        if graded.refused:
            self.log.error("%s: the submission is %s", learner, graded.refused)
        grading = keep(course, recipe_of(unit), submission, graded)
        with Recorder(resources["nbgrader"]["db_url"], self.config, self.log.warning) as recorder:
            recorder.record(grading, unit)
        return graded.read_notebook(), resources


@functools.cache
def shared_sandbox(root: Path, require_jail: bool) -> IdleSandbox:
    """One for all submissions that this process grades: it takes seconds to start."""
    return IdleSandbox(HeldSandbox(lambda: open_sandbox(Course.find(root), require_jail), grade))
