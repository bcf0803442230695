"""The proof of a unit, its matrix, and how both are shown."""
import dataclasses
from pathlib import Path

import pytest
from rich.console import Console

from autograder.results import Outcome
from autograder.verify.markdown import proof_page
from autograder.verify.matrix import FIRST, HELD, KILLED, matrix_of
from autograder.verify.measure import Measurements
from autograder.verify.mutants import Mutant
from autograder.verify.proof import Proof, prove, put_rule
from autograder.verify.rules import RULES, RULES_OF_TEXT
from autograder.verify.subject import Subject
from autograder.verify.terminal import show_matrix, show_problems, show_rules
from autograder.verify.trials import Fate, MutantVerdict
from tests.verify.sample import replace_in, sample_unit


@pytest.fixture
def proof(measured: Measurements) -> Proof:
    """All rules over the measured sample, which has one unexplained survivor more."""
    survivor = MutantVerdict(Mutant("running_total", 0, "a | b", "a & b", ""), Fate.SURVIVED)
    mutants = {**measured.mutants, "running_total": (*measured.mutants["running_total"], survivor)}
    subject = Subject(sample_unit(), dataclasses.replace(measured, mutants=mutants))
    return Proof(subject, tuple(put_rule(rule, subject) for rule in RULES))


def test_a_fast_proof_puts_the_rules_of_text_alone() -> None:
    """Nothing is run, and a sound unit holds."""
    proof = prove(sample_unit(), fast=True)
    assert [verdict.rule for verdict in proof.verdicts] == [rule.__name__ for rule in RULES_OF_TEXT]
    assert proof.holds and proof.subject.measured is None


def test_a_file_that_cannot_be_read_is_a_problem_of_the_rules_that_need_it(sample_root: Path) -> None:
    """A broken attempt is reported with its file, the rules that do not need it are put, nothing is run."""
    path = sample_root / "exercises" / "91_sample" / "attempts" / "late_share_all.py"
    replace_in(path, 'verdict = "wrong"', 'verdict = "odd"')
    verdicts = {verdict.rule: verdict for verdict in prove(sample_unit(sample_root)).verdicts}
    problem = verdicts["enough_answers_are_named"].problems[0]
    assert problem.file == "exercises/91_sample/attempts/late_share_all.py"
    assert verdicts["lesson_lets_you_predict"].problems == ()
    assert verdicts["measure"].problems and verdicts["mutants_are_killed"].problems is None


def test_the_matrix_says_what_each_oracle_did(proof: Proof) -> None:
    """Rows are a task's attempts, right ones first; the first failing oracle is told from the others."""
    matrix = matrix_of(proof.subject)[0]
    cells = {row.attempt: row.cells for row in matrix.rows}
    assert matrix.oracles == ("EDGE_IS_IN_TIME", "LEAK_UNFINISHED", "EMPTY_IS_NOT_ZERO", "INPUT_CHANGED")
    assert cells["late_share_all"] == (HELD, FIRST, KILLED, HELD)
    assert cells["late_share_loop"] == (HELD,) * 4
    assert [row.verdict for row in matrix.rows] == ["right"] * 2 + ["wrong"] * 5
    assert {row.attempt: row.points for row in matrix.rows}["late_share_all"] == 2


def test_first_in_the_matrix_is_what_the_message_shows_first(proof: Proof, monkeypatch) -> None:
    """What was not judged says nothing of the answer, so it is not shown first."""
    trials = proof.subject.evidence.attempts
    name, trial = next((name, one) for name, one in trials.items() if len(one.results[0].failures) > 1)
    result = trial.results[0]
    waits, shown = result.failures[0].oracle, result.failures[1].oracle
    oracles = tuple(dataclasses.replace(one, outcome=Outcome.UNJUDGED) if one.oracle == waits else one
                    for one in result.oracles)
    graded = trial.results[1:]
    changed = dataclasses.replace(trial, results=(dataclasses.replace(result, oracles=oracles), *graded))
    monkeypatch.setitem(trials, name, changed)
    matrix = matrix_of(proof.subject)[0]
    cells = next(row.cells for row in matrix.rows if row.attempt == name)
    said = dict(zip(matrix.oracles, cells, strict=True))
    assert (said[waits], said[shown]) == (KILLED, FIRST)


def test_the_matrix_counts_mutants(proof: Proof) -> None:
    """Made = equivalent + killed + surviving, and the share leaves the equivalent ones out."""
    late, total = (matrix.mutants for matrix in matrix_of(proof.subject))
    assert (late.generated, late.equivalent, late.killed, late.share) == (10, 2, 8, 1.0)
    assert (total.generated, total.killed, len(total.survivors)) == (9, 8, 1)
    assert total.share == pytest.approx(8 / 9)


def test_the_page_holds_rules_matrix_mutants_and_times(proof: Proof) -> None:
    """build/verify/<unit>.md says everything that the terminal does."""
    page = proof_page(proof)
    assert "- ✓ The stub earns 0 and is said not to be attempted." in page
    assert "- ✗ At least 95 % of the mutants" in page
    assert "| late_share_all (wrong) |  | **first** | killed |  | 2 of 5 |" in page
    assert "- `running_total: a | b => a & b`: not explained" in page
    assert "late_share: 0." in page


def test_a_fast_page_has_no_matrix() -> None:
    """Without a run there are only the rules."""
    assert "Kill matrix" not in proof_page(prove(sample_unit(), fast=True))


def test_the_terminal_shows_signs_remedies_and_the_matrix(proof: Proof) -> None:
    """✓ and ✗ lead the promises; a problem shows its remedy; an attempt is a row of signs."""
    console = Console(record=True, width=200, file=open("/dev/null", "w"))
    show_rules(console, proof)
    show_matrix(console, proof)
    text = console.export_text()
    assert "✓ The lesson runs" in text and "✗ At least 95 %" in text
    assert "Catch it by an oracle" in text and "survives running_total: a | b => a & b" in text
    assert "3=EMPTY_IS_NOT_ZERO" in text and "late_share_all" not in text
    row = next(line.split() for line in text.splitlines() if line.startswith("all "))
    assert row == ["all", "·", "●", "×", "·", "2", "of", "5"]


def test_what_does_not_hold_can_be_said_again_behind_the_matrix(proof: Proof) -> None:
    """Broken promises alone, with their remedies; of a sound proof nothing."""
    console = Console(record=True, width=200, file=open("/dev/null", "w"))
    show_problems(console, proof)
    text = console.export_text()
    assert "✗ At least 95 %" in text and "Catch it by an oracle" in text and "✓" not in text
    show_problems(console, prove(sample_unit(), fast=True))
    assert not console.export_text()
