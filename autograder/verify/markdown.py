"""A proof as a markdown page: build/verify/<unit>.md."""
from __future__ import annotations

from collections.abc import Iterator

from autograder.verify.matrix import FIRST, KILLED, TaskMatrix, matrix_of
from autograder.verify.proof import Proof

_SIGNS = {FIRST: "**first**", KILLED: "killed"}


def proof_page(proof: Proof) -> str:
    """The rules and what they said; if the unit was run, the kill matrix and the mutants too."""
    unit = proof.subject.unit
    lines = [f"# {unit.number} {unit.title}: verification", "", *_rules(proof)]
    if proof.subject.measured is not None:
        lines += ["", "## Kill matrix", "", "Rows are attempts, columns oracles; *first* is the one whose "
                  "message the learner sees in full.", ""]
        for matrix in matrix_of(proof.subject):
            lines += [f"### {matrix.task}", "", *_table(matrix), "", *_mutants(matrix), ""]
        lines += list(_times(proof))
    return "\n".join(lines).rstrip() + "\n"


def _rules(proof: Proof) -> Iterator[str]:
    yield "## Rules"
    yield ""
    for verdict in proof.verdicts:
        sign = "not run:" if verdict.problems is None else "✗" if verdict.problems else "✓"
        yield f"- {sign} {verdict.promise}"
        yield from (f"    - {problem}" for problem in verdict.problems or ())


def _table(matrix: TaskMatrix) -> Iterator[str]:
    yield "| attempt | " + " | ".join(matrix.oracles) + " | points |"
    yield "|---|" + "---|" * (len(matrix.oracles) + 1)
    for row in matrix.rows:
        cells = " | ".join(_SIGNS.get(cell, "") for cell in row.cells)
        yield f"| {row.attempt} ({row.verdict}) | {cells} | {row.points:g} of {matrix.max_points:g} |"


def _mutants(matrix: TaskMatrix) -> Iterator[str]:
    found = matrix.mutants
    yield (f"Mutants: {found.generated} made, {found.equivalent} do as the reference does, {found.killed} "
           f"killed, {len(found.survivors)} survive ({found.share:.1%} of those that change behaviour are "
           "killed).")
    for key, reason in found.survivors:
        yield f"- `{key}`: {reason or 'not explained'}"


def _times(proof: Proof) -> Iterator[str]:
    checks = sum(matrix.seconds for matrix in matrix_of(proof.subject))
    yield "## Times"
    yield ""
    yield f"- lesson: {proof.subject.evidence.lesson.seconds:.1f} s, of at most 60"
    yield f"- all public checks of the reference: {checks:.1f} s, of at most 30"
    for matrix in matrix_of(proof.subject):
        yield f"- {matrix.task}: {matrix.seconds:.2f} s, of at most 3"
