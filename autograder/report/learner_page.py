"""A graded notebook as a page: readable on a phone, in light and dark, and on paper."""
from __future__ import annotations

from datetime import datetime
from html import escape

from autograder.course import Prose, Unit
from autograder.grading.graded import Graded, GradedTask
from autograder.render.html import result_html
from autograder.render.page import page
from autograder.report.learner_text import said_of

_SYMBOLS = {True: ("&#10003;", "good"), False: ("&#10007;", "bad")}


def report_html(unit: Unit, graded: Graded, made_at: datetime) -> str:
    """One self-contained HTML document; `made_at` is shown as given."""
    variant = f", variant {graded.variant}" if graded.variant else ""
    body = [f"<h1>Unit {escape(unit.number)}: {escape(unit.title)}</h1>",
            f'<p class="total">{graded.points:g} of {graded.max_points:g} points</p>',
            f'<p class="small">{made_at:%Y-%m-%d %H:%M}, graded data of your own{variant}; '
            f"the run took {sum(graded.seconds.values()):.0f} s.</p>",
            _summary(graded), *(_section(task) for task in graded.tasks)]
    if said := said_of(graded):
        items = "".join(f"<li>{escape(note)}</li>" for note in said)
        body.append(f"<h2>What was odd</h2><ul>{items}</ul>")
    body += [_prose(prose) for prose in unit.prose]
    return page(f"Unit {unit.number}: report", "\n".join(body))


def _summary(graded: Graded) -> str:
    rows = []
    for task in graded.tasks:
        symbol, kind = _SYMBOLS[task.passed]
        rows.append(f'<tr><td class="{kind}">{symbol}</td><td><a href="#{escape(task.name)}">'
                    f"{escape(task.title)}</a></td>"
                    f'<td class="number">{task.points:g} of {task.max_points:g}</td></tr>')
    return f'<table><thead><tr><th></th><th>Task</th><th>Points</th></tr></thead>{"".join(rows)}</table>'


def _section(task: GradedTask) -> str:
    parts = [f'<h2 id="{escape(task.name)}">{escape(task.title)} '
             f"<code>{escape(task.name)}</code></h2>"]
    if task.trouble:
        parts.append(f'<p class="bad">{escape(task.trouble)}</p>')
    parts += [result_html(result) for result in (task.public, task.graded) if result is not None]
    return "\n".join(parts)


def _prose(prose: Prose) -> str:
    items = "".join(f"<li>{escape(spec.text)}{' <b>(needed)</b>' if spec.starred else ''}</li>"
                    for spec in prose.specs)
    return (f"<h2>{escape(prose.title)}</h2><p>Read by your mentor. It passes with every statement marked "
            f"as needed and {prose.pass_with} of the others:</p><ul>{items}</ul>")
