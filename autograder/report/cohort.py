"""A class on one unit: everybody's points, and which misconceptions are how common."""
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.course import Course, Unit
from autograder.draws import GRADED
from autograder.nbgrader_plugins.execute import results_file
from autograder.nbgrader_plugins.gradebook import CellScore, cell_scores
from autograder.results import Outcome, TaskResult, task_result


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
    """A class as the gradebook and the results of the last grading have it."""
    scores = {(score.learner, score.cell): score for score in cell_scores(course, unit)}
    learners = tuple(dict.fromkeys(learner for learner, _ in scores))
    cells = tuple(dict.fromkeys(cell for _, cell in scores))
    results = {learner: graded_results(course, learner, unit) for learner in learners}
    return Cohort(unit, learners, cells, scores, count_misconceptions(results))


def graded_results(course: Course, learner: str, unit: Unit) -> list[TaskResult]:
    """What the checks found on a learner's graded draws; a line that cannot be read is passed over."""
    file = results_file(course.build, learner, unit.folder)
    found = {}
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []:
        try:
            result = task_result(json.loads(line))
        except (ValueError, TypeError, KeyError):
            continue
        if result.draw == GRADED:
            found[result.task] = result
    return list(found.values())


def count_misconceptions(results: Mapping[str, Sequence[TaskResult]]) -> tuple[Misconception, ...]:
    """All failed oracles with the learners who failed them, the most common first."""
    whose: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for learner, tasks in results.items():
        for task in tasks:
            for failure in task.findings:
                if failure.outcome != Outcome.NOT_ATTEMPTED:
                    whose[task.task, failure.oracle, failure.misconception].append(learner)
    counted = [Misconception(*key, tuple(learners)) for key, learners in whose.items()]
    return tuple(sorted(counted, key=lambda item: (-len(item.learners), item.task)))
