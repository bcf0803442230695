"""A learner's gradings as a page for the mentor: every one of them, oracle by oracle."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from autograder.course import Unit
from autograder.grading.attempt_history import PastGrading
from autograder.grading.graded import GradedTask
from autograder.render.page import page
from autograder.report.history_text import shown_time, why
from autograder.results import Outcome


def history_html(unit: Unit, gradings: Sequence[PastGrading],
                 tasks: Mapping[str, Sequence[GradedTask]]) -> str:
    """One self-contained HTML document; the newest grading first and open. tasks: by the gradings' ids."""
    learner = gradings[0].learner
    body = [f"<h1>{escape(learner)}, unit {escape(unit.number)}: {escape(unit.title)}</h1>",
            f'<p class="small">{len(gradings)} gradings, the newest first.</p>']
    for number, past in reversed(list(enumerate(gradings, 1))):
        body.append(_grading(number, past, tasks[past.id], opened=past is gradings[-1]))
    return page(f"{learner}, unit {unit.number}", "\n".join(body))


def _grading(number: int, past: PastGrading, tasks: Sequence[GradedTask], opened: bool) -> str:
    total = "refused" if past.refused else f"{past.points:g} of {past.max_points:g} points"
    versions = ", ".join(f"{name} {version}" for name, version in past.versions.items())
    notes = "".join(f"<li>{escape(note)}</li>" for note in (*past.notes, *filter(None, [past.refused])))
    return (f"<details{' open' if opened else ''}><summary><b>{number}. {escape(total)}</b>, graded "
            f"{shown_time(past.graded_at)}</summary>"
            f'<p class="small">Submitted {shown_time(past.submitted_at)}; digest {past.digest[:16]}; '
            f"mode {escape(past.mode)}; variant {past.variant}; {escape(versions)}</p>"
            f'<ul>{notes}</ul><div class="scroll"><table><thead><tr><th>Task, draw</th><th>Oracle</th>'
            f"<th>Outcome</th><th>Points</th><th>Why</th></tr></thead>{_rows(tasks)}</table></div></details>")


def _rows(tasks: Sequence[GradedTask]) -> str:
    rows = []
    for task in tasks:
        if task.trouble:
            rows.append(f'<tr><td>{escape(task.name)}</td><td></td><td class="bad">not checked</td><td></td>'
                        f"<td>{escape(task.trouble)}</td></tr>")
        for result in filter(None, (task.public, task.graded)):
            for oracle in result.oracles:
                kind = "good" if oracle.outcome == Outcome.PASSED else "bad"
                earned = f"{oracle.points:g} of {oracle.max_points:g}" if result is task.graded else ""
                rows.append(f"<tr><td>{escape(task.name)}, {escape(result.draw)}</td>"
                            f"<td><code>{escape(oracle.oracle)}</code></td>"
                            f'<td class="{kind}">{escape(oracle.outcome)}</td>'
                            f'<td class="number">{earned}</td>'
                            f"<td>{escape(why(oracle))}</td></tr>")
    return "".join(rows)
