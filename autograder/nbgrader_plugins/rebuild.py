"""First step of `nbgrader autograde`: the submission is put together again on its release."""
from __future__ import annotations

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.course import Course
from autograder.nbgrader_plugins.release import released
from autograder.notebook.rebuild import rebuild


class RebuildOnRelease(NbGraderPreprocessor):
    """The release's cells, once and in order, with the learner's answers; no output of the learner's.

    What nbgrader writes down before grading is then as harmless as what `craft collect` does. The grading
    itself starts from the submission as it came.
    """

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        unit = Course.find().unit(resources["nbgrader"]["assignment"])
        return rebuild(released(unit), nbformat.writes(nb).encode("utf-8", "replace")).notebook, resources
