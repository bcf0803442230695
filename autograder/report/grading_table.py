"""What a run of `craft grade` did, as lines while it goes on and as a table at its end."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from autograder.course import Unit
from autograder.grading.class_plan import Fate, Outcome
from autograder.report.strangers_text import strangers_text

_STYLES = {Fate.GRADED: "green", Fate.FINISHED: "green", Fate.UNCHANGED: "cyan", Fate.REFUSED: "yellow",
           Fate.FAILED: "red"}


def outcome_line(outcome: Outcome) -> Text:
    """One submission, when it is done."""
    line = Text(f"  {outcome.learner:<20} ")
    line.append(f"{outcome.fate:<11}", style=_STYLES[outcome.fate])
    if outcome.points:
        line.append(f" {outcome.total:g} of {outcome.max_points:g} points")
    if outcome.fate == Fate.GRADED:
        line.append(f"  ({outcome.seconds:.1f} s)", style="dim")
    if outcome.trouble:
        line.append("  ").append_text(strangers_text(outcome.trouble))
    return line


def summary_table(unit: Unit, outcomes: Sequence[Outcome]) -> Table:
    """Learner by task, and how many ended how."""
    counts = Counter(outcome.fate for outcome in outcomes)
    said = ", ".join(f"{counts[fate]} {fate}" for fate in Fate if counts[fate]) or "nothing to grade"
    table = Table(title=f"Unit {unit.number}: {unit.title}: {said}", title_justify="left")
    table.add_column("Learner", overflow="fold")
    for task in unit.tasks:
        table.add_column(task.name, justify="right", overflow="fold")
    table.add_column("Points", justify="right")
    table.add_column("")
    for outcome in sorted(outcomes, key=lambda outcome: outcome.learner):
        points = [outcome.points.get(task.name) for task in unit.tasks]
        cells = ["" if earned is None else f"{earned:g}" for earned in points]
        total = f"{outcome.total:g} of {outcome.max_points:g}" if outcome.points else ""
        table.add_row(outcome.learner, *cells, total, Text(outcome.fate, style=_STYLES[outcome.fate]))
    return table
