"""What `nbgrader generate_feedback` writes: our own page, from the gradebook and the history of gradings."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import Exporter, ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Comment, Grade, SubmittedNotebook

from autograder.course import Course, Prose, Task, Unit
from autograder.grading.attempt_history import PastGrading, last_gradings, tasks_of
from autograder.grading.cells import name_of
from autograder.grading.graded import GradedTask
from autograder.nbgrader_plugins.gradebook import open_gradebook
from autograder.nbgrader_plugins.scores import NO_ANSWER
from autograder.render.feedback_page import CheckedPart, Feedback, WrittenPart, feedback_html

_NOT_OURS = "There is no record of how this was checked; your mentor can grade it again with `craft regrade`."


class FeedbackExporter(Exporter):
    """Makes the page of one graded notebook. Of the notebook it takes what the learner wrote and no output:
    nothing that a check needs to keep secret can come along.
    """

    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: NotebookNode, resources: ResourcesDict | None = None,
                           **kw: Any) -> tuple[str, ResourcesDict]:
        """The page, and nbconvert's resources as they must be to write it."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        said = resources["nbgrader"]
        unit, learner = Course.find(Path.cwd()).unit(said["assignment"]), said["student"]
        answers = {name_of(cell): cell.source for cell in nb.cells}
        return feedback_html(read_feedback(unit, learner, said["db_url"], answers)), resources


def read_feedback(unit: Unit, learner: str, url: str, answers: dict[str, str]) -> Feedback:
    """What is known of a learner's graded submission. answers: what the learner wrote, by grade_id."""
    past = last_gradings(url, unit.folder, learner).get(learner)
    found = {task.name: task for task in tasks_of(url, [past.id])[past.id]} if past else {}
    with open_gradebook(url) as gradebook:
        notebook = gradebook.find_submission_notebook(unit.name, unit.folder, learner)
        grades = {grade.name: grade for grade in notebook.grades}
        comments = {comment.name: comment for comment in notebook.comments}
        checked = tuple(_checked(task, grades[task.check_id], comments.get(task.answer_id), answers,
                                 found.get(task.name)) for task in unit.tasks if task.check_id in grades)
        written = tuple(_written(prose, grades[prose.answer_id], comments.get(prose.answer_id), answers)
                        for prose in unit.prose if prose.answer_id in grades)
        return Feedback(f"Unit {unit.number}: {unit.title}", learner, _time(notebook), checked, written,
                        _notes(past), notebook.late_submission_penalty or 0.0)


def _checked(task: Task, grade: Grade, comment: Comment | None, answers: dict[str, str],
             found: GradedTask | None) -> CheckedPart:
    said = (comment.manual_comment or "") if comment else ""
    return CheckedPart(
        task.name, task.title, float(grade.score), float(grade.max_score), found.public if found else None,
        found.graded if found else None, found.trouble if found else _NOT_OURS,
        answers.get(task.answer_id, ""), said, by_hand=grade.manual_score is not None)


def _written(prose: Prose, grade: Grade, comment: Comment | None, answers: dict[str, str]) -> WrittenPart:
    unread = grade.manual_score is None and grade.auto_score is None
    said = (comment.comment or "") if comment else ""
    return WrittenPart(
        prose.name, prose.title, None if unread else float(grade.score), float(grade.max_score), prose.specs,
        prose.pass_with, "" if said == NO_ANSWER else answers.get(prose.answer_id, ""), said)


def _time(notebook: SubmittedNotebook) -> str:
    time = notebook.assignment.timestamp
    return f"{time:%Y-%m-%d %H:%M} UTC" if time else "at an unknown time"


def _notes(past: PastGrading | None) -> tuple[str, ...]:
    if past is None:
        return ()
    refused = (f"The submission is {past.refused}",) if past.refused else ()
    reduced = ("It ran without a jail, with limits on memory and time alone.",) if past.mode != "jail" else ()
    return (*refused, *past.notes, *reduced)
