"""A grading's scores in nbgrader's own tables, as SaveAutoGrades would write them, without its commits.

By statements rather than by nbgrader's objects, which ask for each row of each cell by itself: a third of
the time.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, parse_utc
from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlalchemy.engine import Connection
from traitlets.config import Config

from autograder.course import CourseError, Unit
from autograder.grading.journal import Grading

NO_ANSWER = "No response."

_ASSIGNMENT, _NOTEBOOK, _STUDENT = Assignment.__table__, Notebook.__table__, Student.__table__
_CELL, _GRADED, _TASK = BaseCell.__table__, GradeCell.__table__, TaskCell.__table__
_SUBMISSION, _SUBMITTED = SubmittedAssignment.__table__, SubmittedNotebook.__table__
_GRADE, _COMMENT = Grade.__table__, Comment.__table__


@dataclass(frozen=True)
class _Known:
    """What the gradebook knows of the unit: ids of its cells by name, most points of the graded ones."""

    assignment: str
    due: datetime | None
    notebook: str
    graded: dict[str, str]
    most: dict[str, float]
    commented: dict[str, str]


@dataclass(frozen=True)
class _Rows:
    """A learner's rows, by the cell's id. extension: of the time to hand in."""

    submitted_at: datetime | None
    extension: timedelta | None
    notebook: str
    grades: dict[str, Any]
    comments: dict[str, Any]


def write_scores(gradebook: Gradebook, grading: Grading, unit: Unit, read_before: bool,
                 config: Config) -> None:
    """Put the scores of a graded notebook into the session, and leave the commit to the caller.

    read_before: whether a person may have read this very submission: then a manual score needs no second
    look. config: nbgrader's, for penalties of late submissions. Manual scores, extra credit and manual
    comments stay. Raises CourseError if the gradebook knows the unit otherwise than it is now.
    """
    connection = gradebook.db.connection()
    known = _known(connection, unit)
    rows = _rows(connection, known, grading.learner, parse_utc(grading.submitted_at))
    # Each cell has its rows, whether or not it is in this notebook.
    scores = {cell: {"auto_score": None, "needs_manual_grade": True} for cell in known.graded.values()
              if cell not in rows.grades}
    remarks = {cell: {"auto_comment": None} for cell in known.commented.values() if cell not in rows.comments}
    for cell in grading.graded.read_notebook().cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if is_grade(cell):
            id_ = _id(known.graded, name, unit)
            was, now = known.most[name], float(cell.metadata.nbgrader.points)
            if was != now:
                raise _otherwise(unit, f"there '{name}' is worth {was:g} points, here {now:g}")
            scores[id_] = _score(cell, rows.grades.get(id_), read_before)
        if is_solution(cell):
            remarks[_id(known.commented, name, unit)] = {"auto_comment": _comment(cell)}
    _write(connection, _GRADE, rows.notebook, rows.grades, scores)
    _write(connection, _COMMENT, rows.notebook, rows.comments, remarks)
    _penalise(gradebook, known, rows, grading.learner, config)


def _score(cell: NotebookNode, row: Any, read_before: bool) -> dict[str, Any]:
    score, _ = determine_grade(cell)
    needs_manual = row is None or row.needs_manual_grade
    if score is None:
        needs_manual = needs_manual if read_before else True
    elif row is None or row.manual_score is None:
        needs_manual = False
    elif not read_before:
        needs_manual = True
    return {"auto_score": score, "needs_manual_grade": needs_manual}


def _comment(cell: NotebookNode) -> str | None:
    return NO_ANSWER if cell.metadata.nbgrader.get("checksum") == compute_checksum(cell) else None


def _write(connection: Connection, table: Table, notebook: str, there: dict[str, Any],
           values: dict[str, dict[str, Any]]) -> None:
    """Change the rows of cells that are there, but for what a person wrote, and add the others."""
    changed = [{"row": there[cell].id, **given} for cell, given in values.items() if cell in there]
    added = [{"id": new_uuid(), "notebook_id": notebook, "cell_id": cell, **given}
             for cell, given in values.items() if cell not in there]
    if changed:
        connection.execute(update(table).where(table.c.id == bindparam("row")), changed)
    if added:
        connection.execute(insert(table), added)


def _known(connection: Connection, unit: Unit) -> _Known:
    found = connection.execute(
        select(_ASSIGNMENT.c.id, _ASSIGNMENT.c.duedate, _NOTEBOOK.c.id)
        .join(_NOTEBOOK, _NOTEBOOK.c.assignment_id == _ASSIGNMENT.c.id)
        .where(_ASSIGNMENT.c.name == unit.folder, _NOTEBOOK.c.name == unit.name)).one_or_none()
    if found is None:
        raise _otherwise(unit, "it does not know the unit")
    known = _Known(*found, {}, {}, {})
    most = func.coalesce(_GRADED.c.max_score, _TASK.c.max_score)
    for id_, name, kind, points in connection.execute(
            select(_CELL.c.id, _CELL.c.name, _CELL.c.type, most)
            .outerjoin(_GRADED, _GRADED.c.id == _CELL.c.id).outerjoin(_TASK, _TASK.c.id == _CELL.c.id)
            .where(_CELL.c.notebook_id == known.notebook)):
        if points is not None:
            known.graded[name], known.most[name] = id_, float(points)
        # Of a task cell nbgrader keeps points and comments in one.
        if kind in (SolutionCell.__name__, TaskCell.__name__):
            known.commented[name] = id_
    return known


def _rows(connection: Connection, known: _Known, learner: str, submitted_at: datetime | None) -> _Rows:
    """The rows of the learner's submission; made, with the learner, where they are not there."""
    there = connection.execute(
        select(_SUBMISSION.c.id, _SUBMISSION.c.timestamp, _SUBMISSION.c.extension, _SUBMITTED.c.id)
        .outerjoin(_SUBMITTED, (_SUBMITTED.c.assignment_id == _SUBMISSION.c.id)
                   & (_SUBMITTED.c.notebook_id == known.notebook))
        .where(_SUBMISSION.c.assignment_id == known.assignment,
               _SUBMISSION.c.student_id == learner)).one_or_none()
    if there is None:
        _add_student(connection, learner)
        submission, extension, notebook = new_uuid(), None, None
        connection.execute(insert(_SUBMISSION).values(
            id=submission, assignment_id=known.assignment, student_id=learner, timestamp=submitted_at))
    else:
        submission, before, extension, notebook = there
        submitted_at = submitted_at or before
        connection.execute(update(_SUBMISSION).where(_SUBMISSION.c.id == submission)
                           .values(timestamp=submitted_at))
    if notebook is None:
        notebook = new_uuid()
        connection.execute(insert(_SUBMITTED).values(
            id=notebook, assignment_id=submission, notebook_id=known.notebook))
        return _Rows(submitted_at, extension, notebook, {}, {})
    connection.execute(update(_SUBMITTED).where(_SUBMITTED.c.id == notebook)
                       .values(late_submission_penalty=None))
    grades, comments = ({row.cell_id: row for row in connection.execute(
        select(table).where(table.c.notebook_id == notebook))} for table in (_GRADE, _COMMENT))
    return _Rows(submitted_at, extension, notebook, grades, comments)


def _add_student(connection: Connection, learner: str) -> None:
    if connection.execute(select(_STUDENT.c.id).where(_STUDENT.c.id == learner)).one_or_none() is None:
        # formgrader shows "None, None" of learners without names.
        connection.execute(insert(_STUDENT).values(id=learner, first_name="", last_name=learner))


def _penalise(gradebook: Gradebook, known: _Known, rows: _Rows, learner: str, config: Config) -> None:
    """As AssignLatePenalties: what the course's plugin takes off, at most all points and at least none."""
    if rows.submitted_at is None or known.due is None:
        return
    late = (rows.submitted_at - known.due - (rows.extension or timedelta())).total_seconds()
    if late <= 0:
        return
    # What nbgrader's objects may hold is older than what was just written.
    gradebook.db.expire_all()
    submitted = gradebook.db.get(SubmittedNotebook, rows.notebook)
    plugin = AssignLatePenalties(config=config).plugin_class(config=config)
    penalty = plugin.late_submission_penalty(learner, submitted.score, late)
    if penalty is not None:
        submitted.late_submission_penalty = max(0.0, min(float(penalty), submitted.score))


def _id(cells: dict[str, str], name: str, unit: Unit) -> str:
    try:
        return cells[name]
    except KeyError:
        raise _otherwise(unit, f"it lacks the cell '{name}'") from None


def _otherwise(unit: Unit, what: str) -> CourseError:
    return CourseError(f"the gradebook does not fit {unit.exercise}: {what}. Run `nbgrader "
                       f"generate_assignment {unit.folder} --force`, then grade again.")
