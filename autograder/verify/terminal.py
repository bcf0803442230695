"""A proof in a terminal, in colour."""
from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.verify.matrix import FIRST, HELD, KILLED, TaskMatrix, matrix_of
from autograder.verify.proof import Proof, Verdict

_SIGNS = {HELD: "[dim]·[/]", KILLED: "[yellow]×[/]", FIRST: "[bold red]●[/]"}
LEGEND = "● fails first: its message is shown in full   × fails too   · holds"


def show_rules(console: Console, proof: Proof) -> None:
    """One line a promise, ✓ or ✗, and under a broken one what to do."""
    for verdict in proof.verdicts:
        _show(console, verdict)


def show_problems(console: Console, proof: Proof) -> None:
    """The broken promises alone, for the end of a long output: a log is often cut at its beginning."""
    for verdict in proof.verdicts:
        if verdict.problems:
            _show(console, verdict)


def _show(console: Console, verdict: Verdict) -> None:
    sign = ("[dim]-[/]" if verdict.problems is None else
            "[red]✗[/]" if verdict.problems else "[green]✓[/]")
    console.print(f"{sign} {escape(verdict.promise)}", highlight=False)
    for problem in verdict.problems or ():
        console.print(f"    [red]{escape(problem.file)}[/]: {escape(problem.wrong)} "
                      f"[bold]{escape(problem.remedy)}[/]", highlight=False)


def show_matrix(console: Console, proof: Proof) -> None:
    """The kill matrix, the mutants and the times of a measured unit."""
    console.print(f"\nKill matrix: {LEGEND}\n", highlight=False)
    for matrix in matrix_of(proof.subject):
        legend = "  ".join(f"{number}={name}" for number, name in enumerate(matrix.oracles, 1))
        console.print(f"[bold]{matrix.task}[/]\n[dim]{legend}[/]", highlight=False)
        console.print(_table(matrix))
        found = matrix.mutants
        console.print(f"  {found.generated} mutants: {found.killed} killed, {found.equivalent} do as the "
                      f"reference does, {len(found.survivors)} survive ({found.share:.1%} killed); "
                      f"public check {matrix.seconds:.2f} s", highlight=False)
        for key, reason in found.survivors:
            console.print(f"    [yellow]survives[/] {escape(key)}: {escape(reason or 'not explained')}",
                          highlight=False)
    total = sum(matrix.seconds for matrix in matrix_of(proof.subject))
    console.print(f"Lesson {proof.subject.evidence.lesson.seconds:.1f} s; all public checks {total:.1f} s",
                  highlight=False)


def _table(matrix: TaskMatrix) -> Table:
    """Oracles are numbered columns, named above the table, so that a dozen fit into a terminal."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("attempt", no_wrap=True)
    for number in range(1, len(matrix.oracles) + 1):
        table.add_column(str(number), justify="center", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    for row in matrix.rows:
        colour = "green" if row.verdict == "right" else "default"
        name = row.attempt.removeprefix(matrix.task).lstrip("_") or row.attempt
        table.add_row(f"[{colour}]{escape(name)}[/]", *(_SIGNS[cell] for cell in row.cells),
                      f"{row.points:g} of {matrix.max_points:g}")
    return table
