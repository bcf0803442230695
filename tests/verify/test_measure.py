"""Measuring a unit: what is run, on which draws, and what spoilt units do to it."""
from pathlib import Path

import pytest

from autograder.course import Course, CourseError
from autograder.draws import GRADED, PUBLIC
from autograder.results import Outcome
from autograder.verify.attempts import attempts_of
from autograder.verify.measure import (
    MUTANTS_OF_A_SAMPLE,
    Measurements,
    measure,
    run_lesson,
    sample_of,
)
from autograder.verify.trials import Fate
from tests.verify.sample import FIXTURE, make_importable, replace_in, sample_unit


def test_the_reference_is_asked_on_the_public_and_twenty_graded_draws(measured: Measurements) -> None:
    """Twenty graded draws follow the public one, for each task."""
    assert set(measured.reference) == {"late_share", "running_total"}
    for trial in measured.reference.values():
        assert [result.draw for result in trial.results] == [PUBLIC] + [GRADED] * 20


def test_the_stub_is_the_released_one(measured: Measurements) -> None:
    """What is run as the stub is what a learner gets, so it is not attempted."""
    outcomes = {result.outcome for trial in measured.stub.values() for result in trial.results}
    assert outcomes == {Outcome.NOT_ATTEMPTED}


def test_all_attempts_are_run(measured: Measurements) -> None:
    """Each attempt has its trial."""
    assert set(measured.attempts) == {path.stem for path in (FIXTURE / "exercises").glob("*/attempts/*.py")}


def test_mutants_that_do_as_the_reference_does_are_told_apart(measured: Measurements) -> None:
    """A superfluous line's mutant is equivalent; every other one of the sample is killed by an oracle."""
    verdicts = measured.mutants["late_share"]
    equivalent = [verdict.mutant.before for verdict in verdicts if verdict.fate == Fate.EQUIVALENT]
    assert equivalent == ["if done.empty:", "return float('nan')"]
    killers = {verdict.by for verdict in verdicts if verdict.fate == Fate.KILLED}
    assert killers <= {"EDGE_IS_IN_TIME", "LEAK_UNFINISHED", "EMPTY_IS_NOT_ZERO", "INPUT_CHANGED"}


def test_a_blunt_oracle_lets_mutants_live_and_a_loop_is_ended(sample_root: Path,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the case at noon `<=` survives, by the probes; a mutant that loops for ever is killed."""
    make_importable(monkeypatch, sample_root)
    replace_in(sample_root / "autograder" / "checks" / "sample.py",
               "yield _case(_orders((-2, -3), (-2, 0)), 0.0,", "_case(_orders((-2, -3), (-2, 0)), 0.0,")
    source = sample_root / "exercises" / "91_sample" / "sample.py"
    replace_in(source, "    totals, total_so_far = [], 0\n    for value in values:\n",
               "    totals, total_so_far = [], 0\n    rest = len(values)\n    while rest > 0:\n"
               "        value = values[len(values) - rest]\n        rest -= 1\n")
    found = measure(sample_unit(sample_root))
    survivors = [verdict.mutant.after for verdict in found.mutants["late_share"]
                 if verdict.fate == Fate.SURVIVED]
    assert survivors == ["done = orders[orders['done_at'] <= as_of]"]
    fates = {verdict.mutant.after: verdict.fate for verdict in found.mutants["running_total"]}
    assert fates["rest += 1"] == Fate.KILLED


def test_a_sample_has_a_right_answer_of_each_task() -> None:
    """One, written differently from the reference."""
    for unit in Course.find().units():
        chosen = sample_of(tuple(attempts_of(unit)))
        assert all(attempt.is_right for attempt in chosen)
        assert sorted(attempt.task for attempt in chosen) == sorted(task.name for task in unit.tasks)


def test_a_sample_is_run_on_the_public_draw(sample_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So is the reference; the lesson runs, and a mutant of each task. Progress counts up to all jobs."""
    make_importable(monkeypatch, sample_root)
    counts: list[tuple[int, int]] = []
    found = measure(sample_unit(sample_root), lambda done, total: counts.append((done, total)), sample=True)
    assert counts[-1][0] == counts[-1][1] == len(counts)
    assert set(found.attempts) == {attempt.name for attempt in found.tried}
    for trial in (*found.attempts.values(), *found.reference.values()):
        assert [result.draw for result in trial.results] == [PUBLIC]
    for trial in found.stub.values():
        assert [result.draw for result in trial.results] == [PUBLIC, GRADED]
    unit = sample_unit(sample_root)
    for task in unit.tasks:
        keys = [verdict.mutant.key for verdict in found.mutants[task.name]]
        assert len(set(keys)) == MUTANTS_OF_A_SAMPLE and not set(keys) & set(unit.survivors)
    assert found.is_sample and found.lesson.seconds > 0


@pytest.mark.parametrize(("old", "new", "message"), [
    ('"grade_id": "late-share", "solution"', '"grade_id": "late-shares", "solution"', "no answer cell"),
    ("    done = orders[orders", "    done = = orders[orders", "no Python"),
])
def test_an_exercise_that_cannot_be_run_says_what_to_mend(sample_root: Path, old: str, new: str,
                                                          message: str) -> None:
    """A missing answer cell or a syntax error is an error that names the file."""
    replace_in(sample_root / "exercises" / "91_sample" / "sample.py", old, new)
    with pytest.raises(CourseError, match=rf"sample\.py.*{message}"):
        measure(sample_unit(sample_root))


def test_a_lesson_that_fails_says_where(tmp_path: Path) -> None:
    """The error of a failing lesson holds the exception and its cell's code."""
    source = tmp_path / "bad.py"
    source.write_text("# %%\nvalue = 1\n# %%\nprint(valve)\n")
    found = run_lesson(source)
    assert "valve" in found.error and "NameError" in found.error
