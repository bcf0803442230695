"""`craft verify desk`: prove that the Desk is what its card says."""
from __future__ import annotations

import argparse

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder.course import Course, CourseError
from autograder.notebook.files import write_atomically
from autograder.verify.desk.account import SIGNS, Account, account_of, page_of
from autograder.verify.desk.finding import Effort, Proof
from autograder.verify.desk.proofs import chosen

FAST_SEEDS = 0.1
COLOURS = {True: "green", False: "bold red", None: "dim"}


def verify_desk(course: Course, args: argparse.Namespace, console: Console) -> bool:
    """Run the proofs, show their findings and write the page; whether all hold."""
    proofs = chosen(args.only)
    share = args.seeds if args.seeds is not None else FAST_SEEDS if args.fast else 1.0
    try:
        effort = Effort(share)
    except ValueError as error:
        raise CourseError(f"--{error}") from None
    console.rule("The Desk")
    accounts = []
    for proof in proofs:
        accounts.append(_with_bar(proof, share, console))
        show(accounts[-1], console)
    page = course.build / "verify" / "desk.md"
    write_atomically(page, page_of(accounts, effort).encode())
    console.print(f"Written to {page.relative_to(course.root)}", highlight=False)
    return all(account.holds for account in accounts)


def show(account: Account, console: Console) -> None:
    """The findings of one proof as a table, and the trace of an error."""
    title = f"[bold]{escape(account.proof.name)}[/] {escape(account.proof.title)}"
    console.print(f"\n{title} [dim]{account.seconds:.0f} s[/]", highlight=False)
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    for name, ratio in (("", None), ("claim", 5), ("measured", 6), ("wanted", 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for finding in account.findings:
        colour = COLOURS[finding.holds]
        table.add_row(f"[{colour}]{SIGNS[finding.holds]}[/]", escape(finding.claim),
                      f"[{colour}]{escape(finding.figure)}[/]", escape(finding.wanted))
    console.print(table)
    if account.trace:
        console.print(escape(account.trace), highlight=False)


def _with_bar(proof: Proof, share: float, console: Console) -> Account:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        job = bar.add_task(f"{proof.name}: worlds", total=None)
        return account_of(proof, Effort(
            share, progress=lambda done, total: bar.update(job, completed=done, total=total)))
