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
    """The release's cells, once and in order, with the learner's answers.

    `craft collect` has done this already; a submission that came another way (nbgrader's own exchange, a
    file put into the folder) is held to the same.
    """

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        unit = Course.find().unit(resources["nbgrader"]["assignment"])
        rebuilt = rebuild(released(unit), nbformat.writes(nb).encode("utf-8", "replace"))
        for note in rebuilt.notes:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], note)
        return rebuilt.notebook, resources
