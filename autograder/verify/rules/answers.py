"""What a unit's checks promise, shown by running the stub, the reference, the attempts and mutants."""
from __future__ import annotations

from autograder.course import CourseError, Task
from autograder.results import Outcome
from autograder.verify.attempts import Attempt, expected_points
from autograder.verify.problem import Problem
from autograder.verify.subject import Subject
from autograder.verify.trials import Fate, MutantVerdict, Trial

RIGHT_ANSWERS, WRONG_ANSWERS_CORE, WRONG_ANSWERS = 2, 5, 3
KILLED_SHARE = 0.95


def enough_answers_are_named(subject: Subject) -> list[Problem]:
    """Each task has two other right answers and five wrong ones (three if it is no core task)."""
    problems = []
    for task in subject.unit.tasks:
        attempts = [attempt for attempt in subject.attempts if attempt.task == task.name]
        right, wrong = sum(a.is_right for a in attempts), sum(not a.is_right for a in attempts)
        least = WRONG_ANSWERS_CORE if task.core else WRONG_ANSWERS
        if right < RIGHT_ANSWERS or wrong < least:
            problems.append(subject.problem(
                subject.unit.path / "attempts",
                f"{task.name} has {right} other right and {wrong} wrong answers.",
                f"Write {RIGHT_ANSWERS} right ones by other means and {least} realistic wrong ones."))
    return problems


def every_oracle_is_needed(subject: Subject) -> list[Problem]:
    """No oracle is without a wrong answer that it alone, or first, catches."""
    problems = []
    for task in subject.unit.tasks:
        first = {attempt.first for attempt in subject.attempts if attempt.task == task.name}
        idle = [oracle.id for oracle in subject.check(task).oracles if oracle.id not in first]
        if idle:
            problems.append(subject.problem(
                subject.unit.path / "attempts",
                f"No wrong answer of {task.name} is caught, alone or first, by {', '.join(idle)}.",
                f'Write one for each with fails = ["{idle[0]}", ...], or drop the oracle.'))
    return problems


def stub_is_not_attempted(subject: Subject) -> list[Problem]:
    """The stub earns 0 and is said not to be attempted."""
    return [subject.problem(subject.unit.exercise_source,
                            f"The stub of {task.name} earns {result.points:g} points and is said to be "
                            f"'{result.outcome}'.", "Let it raise NotImplementedError, uncaught.")
            for task in subject.unit.tasks for result in subject.evidence.stub[task.name].results[:1]
            if result.points or result.outcome != Outcome.NOT_ATTEMPTED]


def reference_earns_all_points(subject: Subject) -> list[Problem]:
    """The reference solution earns all points on the public draw and on 20 graded ones."""
    problems = []
    for task in subject.unit.tasks:
        trial = subject.evidence.reference[task.name]
        problems += [subject.problem(subject.unit.exercise_source, wrong, "Mend the cell.")
                     for wrong in (f"The cell {error.cell} raises {error.message}" for error in trial.errors)]
        failing = [result for result in trial.results if result.failures]
        if failing:
            first = failing[0].failures[0]
            problems.append(subject.problem(
                subject.unit.exercise_source,
                f"The reference of {task.name} fails {first.oracle} on {len(failing)} of "
                f"{len(trial.results)} draws ({first.error or first.counterexample}).",
                "Mend the solution or the check."))
    return problems


def right_answers_earn_all_points(subject: Subject) -> list[Problem]:
    """Right answers that are written differently earn all points."""
    return [problem for attempt in subject.attempts if attempt.is_right
            for problem in _attempt_problems(subject, attempt)]


def wrong_answers_fail_as_they_say(subject: Subject) -> list[Problem]:
    """Each wrong answer fails by exactly the oracles that it names, in public and graded."""
    return [problem for attempt in subject.attempts if not attempt.is_right
            for problem in _attempt_problems(subject, attempt)]


def mutants_are_killed(subject: Subject) -> list[Problem]:
    """At least 95 % of the mutants that change behaviour lose points; the others are explained."""
    problems, path = [], subject.unit.path / "unit.toml"
    explained = subject.unit.survivors
    keys = set()
    for task in subject.unit.tasks:
        verdicts = subject.evidence.mutants.get(task.name, ())
        survivors = [verdict.mutant.key for verdict in verdicts if verdict.fate == Fate.SURVIVED]
        keys |= set(survivors)
        share = killed_share(verdicts)
        if share < KILLED_SHARE:
            problems.append(subject.problem(
                path, f"Only {share:.0%} of the mutants of {task.name} that change behaviour are killed.",
                f"Sharpen its oracles until {KILLED_SHARE:.0%} are; the matrix lists the survivors."))
        problems += [subject.problem(path, f"A mutant survives unexplained: {key}",
                                     "Catch it by an oracle, or say under [survivors] why it may live.")
                     for key in dict.fromkeys(survivors) if not explained.get(key, "").strip()]
    if subject.evidence.is_sample:
        return problems
    return problems + [
        subject.problem(path, f"[survivors] explains what does not survive: {key}", "Delete it.")
        for key in explained if key not in keys]


def killed_share(verdicts: tuple[MutantVerdict, ...]) -> float:
    """Killed mutants as a share of those that change behaviour; 1 if none does."""
    killed = sum(verdict.fate == Fate.KILLED for verdict in verdicts)
    survived = sum(verdict.fate == Fate.SURVIVED for verdict in verdicts)
    return killed / (killed + survived) if killed + survived else 1.0


def _attempt_problems(subject: Subject, attempt: Attempt) -> list[Problem]:
    path = subject.unit.path / "attempts" / f"{attempt.name}.py"
    task = subject.unit.task(attempt.task)
    trial = subject.evidence.attempts[attempt.name]
    wrong = _attempt_fault(subject, attempt, task, trial)
    return [subject.problem(path, wrong, "Mend the answer, its `fails`, or the check.")] if wrong else []


def _attempt_fault(subject: Subject, attempt: Attempt, task: Task, trial: Trial) -> str:
    try:
        expected = expected_points(attempt, subject.check(task))
    except CourseError as error:
        return str(error)
    if trial.errors:
        return f"The cell {trial.errors[0].cell} raises {trial.errors[0].message}."
    for number, result in enumerate(trial.results):
        failed = tuple(failure.oracle for failure in result.failures)
        if failed != attempt.fails or result.points != expected:
            draw = f"{result.draw} draw {number}" if number else "public draw"
            outcome = f" ({result.failures[0].error})" if failed and result.failures[0].error else ""
            return (f"On the {draw} it fails {list(failed)}{outcome} and earns {result.points:g}; it says "
                    f"{list(attempt.fails)} and {expected:g}.")
    return ""
