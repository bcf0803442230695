"""The step of `nbgrader autograde` that runs a submission: in a scratch folder, with the learner's key."""
from __future__ import annotations

from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Integer

from autograder.course import Course
from autograder.grading.kernel_environment import kernel_environment
from autograder.grading.run_notebook import Limits, run_notebook
from autograder.grading.salt import key_of
from autograder.grading.scratch import scratch_folder


class RunSubmission(NbGraderPreprocessor):
    """Stands where nbgrader's Execute stands, and loses no submission to a kernel that dies or hangs."""

    cell_seconds = Integer(Limits.cell, help="Seconds that a learner's cell may take").tag(config=True)
    check_cell_seconds = Integer(Limits.check_cell, help="Seconds that a check cell may take"
                                 ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        course, learner = Course.find(), resources["nbgrader"]["student"]
        results = results_file(course.build, learner, resources["nbgrader"]["assignment"])
        results.parent.mkdir(parents=True, exist_ok=True)
        results.unlink(missing_ok=True)
        environment = kernel_environment(key_of(learner, course.build), results=results)
        limits = Limits(cell=self.cell_seconds, check_cell=self.check_cell_seconds)
        with scratch_folder(course.build) as folder:
            notes = run_notebook(nb, Path(folder), environment, limits)
        for note in notes:
            self.log.warning("%s: %s", learner, note)
        return nb, resources


def results_file(build: Path, learner: str, unit: str) -> Path:
    """Where the oracles' results of a learner's last grading lie, as JSON lines."""
    return build / "results" / learner / f"{unit}.jsonl"
