"""`craft verify [UNIT ...]`: prove units by their rules and print their kill matrices."""
from __future__ import annotations

import argparse

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.course import Course, CourseError, Unit
from autograder.notebook.files import write_atomically
from autograder.verify.markdown import proof_page
from autograder.verify.proof import Proof, prove
from autograder.verify.terminal import show_matrix, show_rules

NAME = "verify"
HELP = "prove a unit by its rules and print its kill matrix"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("units", nargs="*", metavar="UNIT", help="number, folder or name; default: all")
    parser.add_argument("--fast", action="store_true", help="only the rules that run nothing")


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    if course.is_kit:
        raise CourseError("a kit has no solutions to verify; verify the course it was made from.")
    console = Console()
    proofs = [_verify(course, unit, args.fast, console)
              for unit in [course.unit(name) for name in args.units] or course.units()]
    if len(proofs) > 1:
        for proof in proofs:
            state = f"[red]{len(proof.problems)} problems[/]" if proof.problems else "[green]proved[/]"
            console.print(f"{proof.subject.unit.folder:24} {state}", highlight=False)
    return 0 if all(proof.holds for proof in proofs) else 1


def _verify(course: Course, unit: Unit, fast: bool, console: Console) -> Proof:
    console.rule(f"{unit.number} {unit.title}")
    proof = prove(unit, fast=True) if fast else _prove_with_bar(unit, console)
    show_rules(console, proof)
    if proof.subject.measured is not None:
        show_matrix(console, proof)
    page = course.build / "verify" / f"{unit.folder}.md"
    write_atomically(page, proof_page(proof).encode())
    console.print(f"Written to {page.relative_to(course.root)}", highlight=False)
    return proof


def _prove_with_bar(unit: Unit, console: Console) -> Proof:
    columns = (TextColumn("running answers"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        job = bar.add_task("", total=None)
        return prove(unit, progress=lambda done, total: bar.update(job, completed=done, total=total))
