"""The page that a learner gets back: each task's outcome, why, and what the mentor says."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from autograder.course import Spec
from autograder.render.html import result_html
from autograder.render.page import page
from autograder.results import TaskResult

_MET = re.compile(r"(?im)^\s*met\s*:\s*([\d\s,]*)$")
_SYMBOLS = {"good": "&#10003;", "bad": "&#10007;", "open": "&#8226;"}


@dataclass(frozen=True)
class CheckedPart:
    """A task that is checked by machine. points: as the gradebook has them; by_hand: whether the mentor set
    them. trouble: why its check was not made, or "". answer: the learner's code. comment: the mentor's.
    """

    name: str
    title: str
    points: float
    max_points: float
    public: TaskResult | None
    graded: TaskResult | None
    trouble: str = ""
    answer: str = ""
    comment: str = ""
    by_hand: bool = False


@dataclass(frozen=True)
class WrittenPart:
    """A written task. points: None while nobody has read it. pass_with: unstarred specs needed to pass."""

    name: str
    title: str
    points: float | None
    max_points: float
    specs: tuple[Spec, ...]
    pass_with: int
    answer: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Feedback:
    """All of a page. penalty: points taken off for a late submission. notes: what was odd, in sentences."""

    unit: str
    learner: str
    submitted: str
    checked: tuple[CheckedPart, ...]
    written: tuple[WrittenPart, ...]
    notes: tuple[str, ...] = ()
    penalty: float = 0.0

    @property
    def points(self) -> float:
        """So far: what nobody has read counts 0."""
        earned = sum(part.points or 0.0 for part in (*self.checked, *self.written))
        return round(earned - self.penalty, 6)

    @property
    def max_points(self) -> float:
        return round(sum(part.max_points for part in (*self.checked, *self.written)), 6)


def feedback_html(feedback: Feedback) -> str:
    """One self-contained HTML document; whatever a learner wrote is text in it."""
    unread = sum(part.points is None for part in feedback.written)
    said = [f"{feedback.learner}, submitted {feedback.submitted}."]
    said += ["A written answer is still to be read."] if unread else []
    said += [f"Taken off because it was late: {feedback.penalty:g} points."] if feedback.penalty else []
    body = [f"<h1>{escape(feedback.unit)}</h1>",
            f'<p class="total">Score: {feedback.points:g} of {feedback.max_points:g} points</p>',
            f'<p class="small">{escape(" ".join(said))}</p>', _summary(feedback)]
    body += [_checked(part) for part in feedback.checked]
    body += [_written(part) for part in feedback.written]
    if feedback.notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in feedback.notes)
        body.append(f"<h2>What was odd</h2><ul>{items}</ul>")
    return page(f"{feedback.unit}: feedback", "\n".join(body))


def met_in(comment: str) -> frozenset[int]:
    """The numbers of the statements that a mentor's comment calls met, from a line such as "met: 1, 2, 5"."""
    found = _MET.search(comment)
    return frozenset(map(int, re.findall(r"\d+", found.group(1)))) if found else frozenset()


def _summary(feedback: Feedback) -> str:
    rows = [_row(part.name, part.title, part.points, part.max_points)
            for part in (*feedback.checked, *feedback.written)]
    return f"<table><thead><tr><th></th><th>Task</th><th>Points</th></tr></thead>{''.join(rows)}</table>"


def _row(name: str, title: str, points: float | None, max_points: float) -> str:
    kind = "open" if points is None else "good" if points >= max_points else "bad"
    return (f'<tr><td class="{kind}">{_SYMBOLS[kind]}</td>'
            f'<td><a href="#{escape(name)}">{escape(title)}</a></td>'
            f'<td class="number">{_of(points, max_points)}</td></tr>')


def _of(points: float | None, max_points: float) -> str:
    return f"to be read, of {max_points:g}" if points is None else f"{points:g} of {max_points:g}"


def _checked(part: CheckedPart) -> str:
    parts = [f'<h2 id="{escape(part.name)}">{escape(part.title)} <code>{escape(part.name)}</code></h2>',
             f"<p>{_of(part.points, part.max_points)} points"
             f"{', set by your mentor' if part.by_hand else ''}.</p>"]
    if part.trouble:
        parts.append(f'<p class="bad">{escape(part.trouble)}</p>')
    parts += [result_html(result) for result in (part.public, part.graded) if result is not None]
    parts += [*_comment(part.comment), *_answer(part.answer)]
    return "\n".join(parts)


def _written(part: WrittenPart) -> str:
    met = met_in(part.comment)
    items = "".join(_spec(spec, number in met if met else None) for number, spec in enumerate(part.specs, 1))
    outcome = ("Your mentor has yet to read it." if part.points is None else
               f"{part.points:g} of {part.max_points:g} points, one for each statement that it meets.")
    return "\n".join([
        f'<h2 id="{escape(part.name)}">{escape(part.title)}</h2><p>{outcome}</p>'
        f"<p>It passes with every statement marked as needed and {part.pass_with} of the others:</p>"
        f"<ol>{items}</ol>", *_comment(_MET.sub("", part.comment)), *_answer(part.answer, is_prose=True)])


def _spec(spec: Spec, met: bool | None) -> str:
    kind, said = ("good", "met") if met else ("bad", "not met")
    mark = "" if met is None else f'<span class="{kind}">{_SYMBOLS[kind]} {said}</span>: '
    return f"<li>{mark}{escape(spec.text)}{' <b>(needed)</b>' if spec.starred else ''}</li>"


def _comment(comment: str) -> Sequence[str]:
    if not (text := comment.strip()):
        return []
    return [f'<div class="comment"><b>Your mentor says</b><div class="said">{escape(text)}</div></div>']


def _answer(answer: str, is_prose: bool = False) -> Sequence[str]:
    if not answer.strip():
        return []
    shown = f'<div class="said">{escape(answer)}</div>' if is_prose else f"<pre>{escape(answer)}</pre>"
    return [f"<details><summary>What you handed in</summary>{shown}</details>"]
