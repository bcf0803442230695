"""A grading's scores in nbgrader's own tables, as SaveAutoGrades would write them, without its commits."""
from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, parse_utc
from traitlets.config import Config

from autograder.course import CourseError, Unit
from autograder.grading.journal import Grading

NO_ANSWER = "No response."


def write_scores(gradebook: Gradebook, grading: Grading, unit: Unit, read_before: bool,
                 config: Config) -> None:
    """Put the scores of a graded notebook into the session, and leave the commit to the caller.

    read_before: whether a person may have read this very submission: then a manual score needs no second
    look. config: nbgrader's, for penalties of late submissions. Manual scores, extra credit and manual
    comments stay. Raises CourseError if the gradebook knows the unit otherwise than it is now.
    """
    submission = _submission(gradebook, grading, unit)
    submitted = next(notebook for notebook in submission.notebooks if notebook.name == unit.name)
    grades = {grade.name: grade for grade in submitted.grades}
    comments = {comment.name: comment for comment in submitted.comments}
    for cell in grading.graded.read_notebook().cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if is_grade(cell):
            grade = _known(grades, name, unit)
            was, now = float(grade.cell.max_score), float(cell.metadata.nbgrader.points)
            if was != now:
                raise _otherwise(unit, f"there '{name}' is worth {was:g} points, here {now:g}")
            _score(grade, cell, read_before)
        if is_solution(cell):
            _comment(_known(comments, name, unit), cell)
    _penalise(gradebook, submission, submitted, config)


def _score(grade: Grade, cell: NotebookNode, read_before: bool) -> None:
    grade.auto_score, _ = determine_grade(cell)
    if grade.auto_score is None:
        grade.needs_manual_grade = grade.needs_manual_grade if read_before else True
    elif grade.manual_score is None:
        grade.needs_manual_grade = False
    elif not read_before:
        grade.needs_manual_grade = True


def _comment(comment: Comment, cell: NotebookNode) -> None:
    untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    comment.auto_comment = NO_ANSWER if untouched else None


def _penalise(gradebook: Gradebook, submission: SubmittedAssignment, submitted: SubmittedNotebook,
              config: Config) -> None:
    """As AssignLatePenalties: what the course's plugin takes off, at most all points and at least none."""
    submitted.late_submission_penalty = None
    if submission.total_seconds_late <= 0:
        return
    gradebook.db.flush()
    gradebook.db.refresh(submitted)
    plugin = AssignLatePenalties(config=config).plugin_class(config=config)
    penalty = plugin.late_submission_penalty(submission.student.id, submitted.score,
                                             submission.total_seconds_late)
    if penalty is not None:
        submitted.late_submission_penalty = max(0.0, min(float(penalty), submitted.score))


def _known(rows: dict[str, Grade | Comment], name: str, unit: Unit) -> Grade | Comment:
    try:
        return rows[name]
    except KeyError:
        raise _otherwise(unit, f"it lacks the cell '{name}'") from None


def _submission(gradebook: Gradebook, grading: Grading, unit: Unit) -> SubmittedAssignment:
    """The learner's submission; made, with the learner, if it is not there."""
    gradebook_time = parse_utc(grading.submitted_at)
    try:
        submission = gradebook.find_submission(grading.unit, grading.learner)
        if gradebook_time:
            submission.timestamp = gradebook_time
        return submission
    except MissingEntry:
        pass
    try:
        assignment = gradebook.find_assignment(grading.unit)
        gradebook.find_notebook(unit.name, grading.unit)
    except MissingEntry:
        raise _otherwise(unit, "it does not know the unit") from None
    student = _student(gradebook, grading.learner)
    with gradebook.db.no_autoflush:
        submission = SubmittedAssignment(assignment_id=assignment.id, student_id=student.id,
                                         timestamp=gradebook_time)
        gradebook.db.add(submission)
        for notebook in assignment.notebooks:
            submission.notebooks.append(_empty(notebook))
    gradebook.db.flush()
    return submission


def _empty(notebook: Notebook) -> SubmittedNotebook:
    """A submitted notebook with a place for every score and comment."""
    submitted = SubmittedNotebook(notebook_id=notebook.id)
    submitted.grades = [Grade(cell_id=cell.id) for cell in [*notebook.grade_cells, *notebook.task_cells]]
    submitted.comments = [Comment(cell_id=cell.id)
                          for cell in [*notebook.solution_cells, *notebook.task_cells]]
    return submitted


def _student(gradebook: Gradebook, learner: str) -> Student:
    try:
        return gradebook.find_student(learner)
    except MissingEntry:
        # formgrader shows "None, None" of learners without names.
        student = Student(id=learner, first_name="", last_name=learner)
        gradebook.db.add(student)
        gradebook.db.flush()
        return student


def _otherwise(unit: Unit, what: str) -> CourseError:
    return CourseError(f"the gradebook does not fit {unit.exercise}: {what}. Run `nbgrader "
                       f"generate_assignment {unit.folder} --force`, then grade again.")
