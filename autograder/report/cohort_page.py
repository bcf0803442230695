"""A class on one unit, as a page and as tables for the terminal."""
from __future__ import annotations

from html import escape

from rich.table import Table
from rich.text import Text

from autograder.nbgrader_plugins.gradebook import CellScore
from autograder.render.page import page
from autograder.report.cohort import Cohort, Misconception

SHOWN = 12


def cohort_html(cohort: Cohort) -> str:
    """One self-contained HTML document."""
    unit = cohort.unit
    body = [f"<h1>Unit {escape(unit.number)}: {escape(unit.title)}</h1>",
            f'<p class="small">{len(cohort.learners)} submissions. A dot is an answer that a person has '
            "yet to grade.</p>", f'<div class="scroll">{_score_table(cohort)}</div>',
            "<h2>Most common misconceptions</h2>", _misconception_table(cohort)]
    return page(f"Unit {unit.number}: class", "\n".join(body))


def _score_table(cohort: Cohort) -> str:
    head = "".join(f"<th>{escape(short_name(cell))}</th>" for cell in cohort.cells)
    rows = []
    for learner in cohort.learners:
        cells = "".join(_score_cell(cohort.scores[learner, cell]) for cell in cohort.cells)
        rows.append(f"<tr><td>{escape(learner)}</td>{cells}"
                    f'<td class="number"><b>{cohort.total(learner):g}</b></td></tr>')
    return (f"<table><thead><tr><th>Learner</th>{head}<th>of {cohort.max_total:g}</th></tr></thead>"
            f"{''.join(rows)}</table>")


def _score_cell(score: CellScore) -> str:
    if score.score is None:
        return '<td class="number">&middot;</td>'
    kind = "good" if score.score == score.max_score else "bad" if score.score == 0 else ""
    return f'<td class="number {kind}">{score.score:g}/{score.max_score:g}</td>'


def _misconception_table(cohort: Cohort) -> str:
    rows = [f'<tr><td class="number">{len(item.learners)}</td><td>{escape(item.task)}<br>'
            f"<code>{escape(item.oracle)}</code></td><td>{escape(item.sentence)}<br>"
            f'<span class="small">{escape(", ".join(item.learners))}</span></td></tr>'
            for item in cohort.misconceptions]
    return ("<table><thead><tr><th>Learners</th><th>Task</th><th>Misconception</th></tr></thead>"
            f"{''.join(rows)}</table>") if rows else "<p>None.</p>"


def short_name(cell: str) -> str:
    return cell.removesuffix("-check")


def score_table(cohort: Cohort) -> Table:
    """Learner by cell, for the terminal."""
    table = Table(title=f"Unit {cohort.unit.number}: {cohort.unit.title}", title_justify="left")
    for column in ("Learner", *map(short_name, cohort.cells), f"of {cohort.max_total:g}"):
        table.add_column(column, justify="left" if column == "Learner" else "right")
    for learner in cohort.learners:
        scores = [cohort.scores[learner, cell] for cell in cohort.cells]
        table.add_row(learner, *map(_score_text, scores), f"{cohort.total(learner):g}")
    return table


def _score_text(score: CellScore) -> Text:
    if score.score is None:
        return Text("to read", style="yellow")
    style = "green" if score.score == score.max_score else "red" if score.score == 0 else ""
    return Text(f"{score.score:g}/{score.max_score:g}", style=style)


def misconception_table(misconceptions: tuple[Misconception, ...]) -> Table:
    """The most common misconceptions, for the terminal."""
    table = Table(title="Most common misconceptions", title_justify="left")
    for column in ("Learners", "Task", "Oracle", "Misconception"):
        table.add_column(column, overflow="fold")
    for item in misconceptions[:SHOWN]:
        table.add_row(str(len(item.learners)), item.task, item.oracle, Text(item.sentence))
    return table
