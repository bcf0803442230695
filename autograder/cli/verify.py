"""`craft verify [UNIT ...]`: prove units by their rules, print their kill matrices; `desk` for the Desk."""
from __future__ import annotations

import argparse

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.course import Course, CourseError, Unit
from autograder.notebook.files import write_atomically
from autograder.verify.markdown import proof_page
from autograder.verify.proof import Proof, prove
from autograder.verify.terminal import show_matrix, show_problems, show_rules

NAME = "verify"
HELP = "prove a unit by its rules, or the Desk (craft verify desk)"
DESK = "desk"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("units", nargs="*", metavar="UNIT", help=(
        "number, folder or name; `desk` proves the simulated help desk, its truth and what it teaches (a "
        "quarter of an hour or more); default: all units, without the Desk"))
    parser.add_argument("--fast", action="store_true", help=(
        "of a unit only the rules that run nothing; of the Desk a tenth of the seeds"))
    parser.add_argument("--only", nargs="+", metavar="NAME", default=[], help="these proofs of the Desk")
    parser.add_argument("--seeds", type=float, metavar="SHARE", help=(
        "share of the seeds that each proof of the Desk uses, above 0 and at most 1"))


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    if course.is_kit:
        raise CourseError("a kit has no solutions to verify; verify the course it was made from.")
    with_desk = DESK in args.units
    if not with_desk and (args.only or args.seeds is not None):
        raise CourseError("--only and --seeds are about the Desk: craft verify desk --only NAME")
    console = Console()
    names = [name for name in args.units if name != DESK]
    units = [course.unit(name) for name in names] if args.units else course.units()
    proofs = [_verify(course, unit, args.fast, console) for unit in units]
    if len(proofs) > 1:
        for proof in proofs:
            state = f"[red]{len(proof.problems)} problems[/]" if proof.problems else "[green]proved[/]"
            console.print(f"{proof.subject.unit.folder:24} {state}", highlight=False)
    sound = all(proof.holds for proof in proofs)
    if with_desk:
        # The Desk's proofs import scikit-learn and more, which no proof of a unit needs.
        from autograder.cli.verify_desk import verify_desk
        sound = verify_desk(course, args, console) and sound
    return 0 if sound else 1


def _verify(course: Course, unit: Unit, fast: bool, console: Console) -> Proof:
    console.rule(f"{unit.number} {unit.title}")
    proof = prove(unit, fast=True) if fast else _prove_with_bar(unit, console)
    show_rules(console, proof)
    if proof.subject.measured is not None:
        show_matrix(console, proof)
        show_problems(console, proof)
    page = course.build / "verify" / f"{unit.folder}.md"
    write_atomically(page, proof_page(proof).encode())
    console.print(f"Written to {page.relative_to(course.root)}", highlight=False)
    return proof


def _prove_with_bar(unit: Unit, console: Console) -> Proof:
    columns = (TextColumn("running answers"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        job = bar.add_task("", total=None)
        return prove(unit, progress=lambda done, total: bar.update(job, completed=done, total=total))
