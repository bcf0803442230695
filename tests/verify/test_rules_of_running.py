"""Each rule that needs a run: the measured sample keeps it, and other findings are reported."""
import dataclasses
from collections.abc import Callable

import pytest

from autograder.course import CourseError
from autograder.results import OracleResult, Outcome
from autograder.verify.measure import LessonRun, Measurements
from autograder.verify.mutants import Mutant
from autograder.verify.namespace import CellError
from autograder.verify.proof import put_rule
from autograder.verify.rules import RULES_OF_RUNNING, Rule, answers, lesson
from autograder.verify.subject import Subject
from autograder.verify.trials import Fate, MutantVerdict, Trial
from tests.verify.sample import sample_unit

Change = Callable[[Measurements], Measurements]


def _with_trial(part: str, key: str, change: Callable[[Trial], Trial]) -> Change:
    def changed(measured: Measurements) -> Measurements:
        trials = getattr(measured, part)
        return dataclasses.replace(measured, **{part: {**trials, key: change(trials[key])}})
    return changed


def _failing(draw: int, oracle: int, outcome: Outcome = Outcome.WRONG) -> Callable[[Trial], Trial]:
    """The trial, but for one oracle on one draw."""
    def changed(trial: Trial) -> Trial:
        result = trial.results[draw]
        spoilt = dataclasses.replace(result.oracles[oracle], outcome=outcome, points=0.0)
        return _put(trial, draw, oracle, spoilt)
    return changed


def _holding(draw: int, oracle: int) -> Callable[[Trial], Trial]:
    def changed(trial: Trial) -> Trial:
        before = trial.results[draw].oracles[oracle]
        return _put(trial, draw, oracle,
                    dataclasses.replace(before, outcome=Outcome.PASSED, points=before.max_points))
    return changed


def _put(trial: Trial, draw: int, oracle: int, found: OracleResult) -> Trial:
    result = trial.results[draw]
    oracles = (*result.oracles[:oracle], found, *result.oracles[oracle + 1:])
    results = list(trial.results)
    results[draw] = dataclasses.replace(result, oracles=oracles)
    return dataclasses.replace(trial, results=tuple(results))


def _raising(trial: Trial) -> Trial:
    return dataclasses.replace(trial, errors=(CellError("setup", "KeyError: 'x'"),))


def _with_survivors(number: int) -> Change:
    def changed(measured: Measurements) -> Measurements:
        verdicts = tuple(MutantVerdict(Mutant("late_share", n, f"line {n}", f"slip {n}", ""), Fate.SURVIVED)
                         for n in range(number))
        mutants = {**measured.mutants, "late_share": measured.mutants["late_share"] + verdicts}
        return dataclasses.replace(measured, mutants=mutants)
    return changed


def _lesson_fails(measured: Measurements) -> Measurements:
    return dataclasses.replace(measured, lesson=LessonRun(1.0, 0, "NameError: name 'plt' is not defined"))


FOUND: list[tuple[Rule, Change, str]] = [
    (lesson.lesson_runs, _lesson_fails, "name 'plt' is not defined"),
    (answers.stub_is_not_attempted, _with_trial("stub", "late_share", _holding(0, 3)), "earns 1 points"),
    (answers.stub_is_not_attempted,
     _with_trial("stub", "running_total", _failing(0, 0, Outcome.RAISED)), "'raised an exception'"),
    (answers.reference_earns_all_points,
     _with_trial("reference", "late_share", _failing(20, 1)), "fails LEAK_UNFINISHED on 1 of 21 draws"),
    (answers.reference_earns_all_points,
     _with_trial("reference", "late_share", _raising), "setup raises KeyError"),
    (answers.right_answers_earn_all_points,
     _with_trial("attempts", "late_share_loop", _failing(1, 3)), r"draw 1 it fails \['INPUT_CHANGED'\]"),
    (answers.right_answers_earn_all_points,
     _with_trial("attempts", "late_share_loop", _raising), "setup raises KeyError"),
    (answers.wrong_answers_fail_as_they_say,
     _with_trial("attempts", "late_share_all", _holding(0, 1)), r"draw it fails \['EMPTY_IS_NOT_ZERO'\]"),
    (answers.wrong_answers_fail_as_they_say,
     _with_trial("attempts", "late_share_edge", _failing(1, 3)), r"\['EDGE_IS_IN_TIME', 'INPUT_CHANGED'\]"),
    (answers.wrong_answers_fail_as_they_say,
     _with_trial("attempts", "late_share_edge", _holding(1, 0)), r"fails \[\] and earns 5"),
    (answers.mutants_are_killed, _with_survivors(1), "Only 89% of the mutants of late_share"),
    (answers.mutants_are_killed, _with_survivors(1), "unexplained: late_share: line 0 => slip 0"),
]


@pytest.mark.parametrize("rule", RULES_OF_RUNNING, ids=lambda rule: rule.__name__)
def test_the_sample_keeps_the_rule(measured: Measurements, rule: Rule) -> None:
    """Nothing is reported of a sound unit."""
    assert put_rule(rule, Subject(sample_unit(), measured)).problems == ()


@pytest.mark.parametrize(("rule", "change", "report"), FOUND,
                         ids=[f"{rule.__name__}-{n}" for n, (rule, _, _) in enumerate(FOUND)])
def test_other_findings_are_reported(measured: Measurements, rule: Rule, change: Change, report: str) -> None:
    """A run that shows a broken promise is reported."""
    import re
    problems = put_rule(rule, Subject(sample_unit(), change(measured))).problems
    assert problems and re.search(report, "\n".join(map(str, problems)))


def test_every_rule_of_running_has_a_test_that_breaks_it() -> None:
    """No rule is in the list that was never seen to report."""
    assert {rule for rule, _, _ in FOUND} == set(RULES_OF_RUNNING)


def _explaining(keys: dict[str, str], measured: Measurements) -> Subject:
    return Subject(dataclasses.replace(sample_unit(), survivors=keys), measured)


def test_an_explained_survivor_is_allowed_above_95_percent(measured: Measurements) -> None:
    """One explained survivor among many killed mutants is no problem; its stale explanation is one."""
    killed = measured.mutants["late_share"] * 5
    many = dataclasses.replace(measured, mutants={**measured.mutants, "late_share": killed})
    explained = {"late_share: line 0 => slip 0": "No order has this."}
    rule = answers.mutants_are_killed
    assert put_rule(rule, _explaining(explained, _with_survivors(1)(many))).problems == ()
    stale = put_rule(rule, _explaining(explained, many)).problems
    assert stale and "explains what does not survive" in str(stale[0])


def test_nothing_measured_is_said_and_not_passed_over() -> None:
    """A rule of running that is put without a run reports, rather than seem to hold."""
    for rule in RULES_OF_RUNNING:
        assert put_rule(rule, Subject(sample_unit())).problems
    with pytest.raises(CourseError, match="nothing was run"):
        _ = Subject(sample_unit()).evidence
