"""What there is to grade of a class: compare what was handed in with what was graded before."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from autograder.course import Course, Unit
from autograder.grading.attempt_history import PastGrading
from autograder.grading.autograded import is_written
from autograder.grading.fingerprint import fingerprint
from autograder.grading.journal import Grading, read_grading
from autograder.grading.salt import key_of
from autograder.grading.submissions import Submission


class Fate(StrEnum):
    """What became of one submission in this run."""

    GRADED = "graded"
    FINISHED = "finished"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FAILED = "not graded"


@dataclass(frozen=True)
class Outcome:
    """One submission's end. points: by task. trouble: why it was not graded, or is no notebook."""

    learner: str
    fate: Fate
    points: Mapping[str, float] = field(default_factory=dict)
    max_points: float = 0.0
    trouble: str = ""
    seconds: float = 0.0

    @property
    def total(self) -> float:
        return round(sum(self.points.values()), 6)

    @property
    def is_bad(self) -> bool:
        return self.fate in (Fate.REFUSED, Fate.FAILED)


def outcome_of(grading: Grading, fate: Fate) -> Outcome:
    """An outcome holds little: a class may be large."""
    graded = grading.graded
    points = {task.name: task.points for task in graded.tasks}
    return Outcome(grading.learner, Fate.REFUSED if graded.refused else fate, points, graded.max_points,
                   graded.refused, sum(graded.seconds.values()))


@dataclass(frozen=True)
class Plan:
    """What there is to do for a unit.

    recipe: from `recipe_of`. anew: learners whose submissions are to be graded. lost: results that were kept
    and never recorded, of submissions that have changed since. kept: learners whose results are there, but
    not everywhere they belong. unchanged: all is in place.
    """

    unit: Unit
    recipe: str
    anew: tuple[str, ...]
    lost: tuple[Grading, ...]
    kept: tuple[str, ...]
    unchanged: tuple[Outcome, ...]

    @property
    def size(self) -> int:
        """How many submissions there are."""
        return len(self.anew) + len(self.kept) + len(self.unchanged)


def plan_of(course: Course, unit: Unit, submissions: Iterable[Submission], recipe: str,
            past: Sequence[PastGrading], again: bool = False) -> Plan:
    """Compare what was handed in with what was graded.

    past: the gradings that are recorded, the oldest first. again: grade even what has not changed.
    """
    recorded, last = {grading.id for grading in past}, {grading.learner: grading.id for grading in past}
    anew, lost, kept, unchanged = [], [], [], []
    for submission in submissions:
        found = read_grading(course, unit.folder, submission.learner)
        print_now = fingerprint(submission, recipe, key_of(submission.learner, course.build))
        if found is None or found.fingerprint != print_now:
            anew.append(submission.learner)
            lost += [found] if found and found.id not in recorded else []
            continue
        found = found.of(submission)
        in_place = last.get(submission.learner) == found.id
        if in_place and again:
            anew.append(submission.learner)
        elif in_place and is_written(course, unit, found):
            unchanged.append(outcome_of(found, Fate.UNCHANGED))
        else:
            kept.append(submission.learner)
    return Plan(unit, recipe, tuple(anew), tuple(lost), tuple(kept), tuple(unchanged))
