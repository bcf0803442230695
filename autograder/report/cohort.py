"""A class on one unit: everybody's points, and which misconceptions are how common."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.course import Course, Unit
from autograder.grading.attempt_history import last_gradings, tasks_of
from autograder.nbgrader_plugins.gradebook import CellScore, cell_scores, gradebook_url
from autograder.results import Outcome, TaskResult


@dataclass(frozen=True)
class Misconception:
    """One oracle that answers failed, and whose. Answers that were not attempted do not count."""

    task: str
    oracle: str
    sentence: str
    learners: tuple[str, ...]


@dataclass(frozen=True)
class Cohort:
    """A graded class. cells: graded cells in order; scores: by learner and cell."""

    unit: Unit
    learners: tuple[str, ...]
    cells: tuple[str, ...]
    scores: Mapping[tuple[str, str], CellScore]
    misconceptions: tuple[Misconception, ...]

    def total(self, learner: str) -> float:
        """Points so far: cells that wait for a person count 0."""
        return sum(self.scores[learner, cell].score or 0.0 for cell in self.cells)

    @property
    def max_total(self) -> float:
        return sum(self.scores[self.learners[0], cell].max_score for cell in self.cells if self.learners)


def read_cohort(course: Course, unit: Unit) -> Cohort:
    """A class as the gradebook and the last grading of each learner have it."""
    scores = {(score.learner, score.cell): score for score in cell_scores(course, unit)}
    learners = tuple(dict.fromkeys(learner for learner, _ in scores))
    cells = tuple(dict.fromkeys(cell for _, cell in scores))
    return Cohort(unit, learners, cells, scores, count_misconceptions(graded_results(course, unit)))


def graded_results(course: Course, unit: Unit) -> dict[str, list[TaskResult]]:
    """What the checks found on each learner's graded draws when they were graded last."""
    url = gradebook_url(course)
    last = {learner: past.id for learner, past in sorted(last_gradings(url, unit.folder).items())}
    tasks = tasks_of(url, list(last.values()))
    return {learner: [task.graded for task in tasks[grading] if task.graded]
            for learner, grading in last.items()}


def count_misconceptions(results: Mapping[str, Sequence[TaskResult]]) -> tuple[Misconception, ...]:
    """All failed oracles with the learners who failed them, the most common first.

    What ran out of time has not been shown to have the misconception.
    """
    whose: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for learner, tasks in results.items():
        for task in tasks:
            for failure in task.findings:
                if failure.outcome not in (Outcome.NOT_ATTEMPTED, Outcome.OUT_OF_TIME):
                    whose[task.task, failure.oracle, failure.misconception].append(learner)
    counted = [Misconception(*key, tuple(learners)) for key, learners in whose.items()]
    return tuple(sorted(counted, key=lambda item: (-len(item.learners), item.task)))
