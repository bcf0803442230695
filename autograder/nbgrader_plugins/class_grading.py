"""Grade a class: what is new is graded, what was cut short is finished, what is unchanged is left alone.

The order of writing is what makes it safe to be killed anywhere: a result is kept in the journal, then its
notebook is put in place, then all its rows are committed at once under an id that only this result has.
Whatever comes later is done again at the next start, and finds what is there already.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from nbformat import NotebookNode

from autograder.course import Course, Unit
from autograder.grading.autograded import write_autograded
from autograder.grading.class_plan import Fate, Outcome, Plan, outcome_of
from autograder.grading.fingerprint import fingerprint
from autograder.grading.graded import Graded
from autograder.grading.job import Job, job_of
from autograder.grading.journal import Grading, new_grading, read_grading, write_grading
from autograder.grading.pool import GradeAll
from autograder.grading.salt import key_of
from autograder.grading.submissions import Submission, read_submission
from autograder.nbgrader_plugins.recorder import Recorder


def grade_class(course: Course, plan: Plan, release: NotebookNode, grade_all: GradeAll,
                recorder: Recorder) -> Iterator[Outcome]:
    """Do what is planned; gives each submission's outcome as it comes.

    grade_all: grades jobs, in any order. Raises CourseError if the gradebook cannot be written; what was
    graded until then is kept.
    """
    for grading in plan.lost:
        recorder.record(grading, plan.unit)
    yield from plan.unchanged
    for learner in plan.kept:
        submission = read_submission(course, plan.unit, learner)
        grading = read_grading(course, plan.unit.folder, learner)
        if grading is not None:
            grading = grading.of(submission)
            yield _put_in_place(course, plan.unit, submission, grading, recorder, Fate.FINISHED)
    on_the_way: dict[str, Submission] = {}
    for learner, result in grade_all(_jobs(course, plan, release, on_the_way)):
        submission = on_the_way.pop(learner)
        if isinstance(result, Exception):
            yield Outcome(learner, Fate.FAILED, trouble=f"{type(result).__name__}: {result}")
            continue
        grading = keep(course, plan.recipe, submission, result)
        yield _put_in_place(course, plan.unit, submission, grading, recorder, Fate.GRADED)


def keep(course: Course, recipe: str, submission: Submission, graded: Graded) -> Grading:
    """Write a fresh result to the journal: from here on it is not lost."""
    print_now = fingerprint(submission, recipe, key_of(submission.learner, course.build), graded.variant)
    grading = new_grading(submission, print_now, graded, datetime.now(UTC))
    write_grading(course, grading)
    return grading


def _put_in_place(course: Course, unit: Unit, submission: Submission, grading: Grading, recorder: Recorder,
                  fate: Fate) -> Outcome:
    write_autograded(course, unit, submission, grading)
    recorder.record(grading, unit)
    return outcome_of(grading, fate)


def _jobs(course: Course, plan: Plan, release: NotebookNode,
          on_the_way: dict[str, Submission]) -> Iterator[tuple[str, Job]]:
    """One job a submission, read when its turn comes."""
    # All but what is handed in is the same for everybody.
    job = job_of(plan.unit, release, b"", "")
    for learner in plan.anew:
        submission = read_submission(course, plan.unit, learner)
        on_the_way[learner] = submission
        yield learner, replace(job, submitted=submission.content, key=key_of(learner, course.build),
                               files=dict(submission.files))
