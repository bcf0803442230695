"""What a lesson promises."""
from __future__ import annotations

import re

from autograder.notebook.twin import lesson_is_fresh
from autograder.verify.problem import Problem
from autograder.verify.subject import Subject, headings

PLOTS, QUESTIONS = 3, 5
_GUESS = re.compile(r"^\w*guess\w*(: [^=]+)? *= *None\b", re.MULTILINE)


def lesson_begins_with_title_and_aims(subject: Subject) -> list[Problem]:
    """The lesson begins with the unit's title and a list of what you will be able to do."""
    path, problems = subject.unit.lesson_source, []
    first = next(iter(headings(subject.lesson)), None)
    if first is None or first[:2] != (1, subject.unit.title) or first[2] != 0:
        problems.append(subject.problem(path, "Its first heading is not the unit's title.",
                                        f"Let the first cell begin with '# {subject.unit.title}'."))
    opening = "\n".join(cell.source for cell in subject.lesson.cells[:3] if cell.cell_type == "markdown")
    if not re.search(r"you will be able to.*\n(.*\n)?\s*[-*] ", opening, re.IGNORECASE):
        problems.append(subject.problem(path, "It does not begin with its aims.",
                                        "Write 'You will be able to' and a list, before anything else."))
    return problems


def lesson_lets_you_predict(subject: Subject) -> list[Problem]:
    """The lesson has a predict cell: the learner writes a guess before the next cell reveals."""
    if any(cell.cell_type == "code" and _GUESS.search(cell.source) for cell in subject.lesson.cells):
        return []
    return [subject.problem(subject.unit.lesson_source, "It has no predict cell.",
                            "Before a surprise write a code cell with 'guess = None  # your guess'.")]


def lesson_shows_plots(subject: Subject) -> list[Problem]:
    """The lesson's argument is carried by at least three plots."""
    plots = sum("image/png" in output.get("data", {})
                for cell in subject.lesson_twin.cells for output in cell.get("outputs", []))
    if plots >= PLOTS:
        return []
    return [subject.problem(subject.unit.lesson, f"It shows {plots} plots.",
                            f"Show at least {PLOTS} that carry the argument, then run `craft build`.")]


def lesson_ends_with_practice(subject: Subject) -> list[Problem]:
    """The lesson ends with a faded example, five folded retrieval questions and a pointer to the exercise."""
    path, problems = subject.unit.lesson_source, []
    titles, texts = zip(*[("", "")] * 3, *_sections(subject), strict=True)
    if not re.search(r"faded|half", titles[-3].lower()):
        problems.append(subject.problem(path, f"Its third last section, '{titles[-3]}', is no faded example.",
                                        "Call it 'Faded example' or '...: half is given', and give half."))
    folded = texts[-2].count("<details")
    if folded < QUESTIONS:
        problems.append(subject.problem(
            path, f"Its last section but one, '{titles[-2]}', has {folded} folded answers.",
            f"Ask {QUESTIONS} retrieval questions there, each answer in <details><summary>."))
    if f"exercises/{subject.unit.folder}" not in texts[-1]:
        problems.append(subject.problem(path, "Its last section does not point to the exercise.",
                                        f"Name `exercises/{subject.unit.folder}` there."))
    return problems


def lesson_twin_is_fresh(subject: Subject) -> list[Problem]:
    """The lesson's notebook was executed from the source as it is."""
    if lesson_is_fresh(subject.unit):
        return []
    return [subject.problem(subject.unit.lesson, "It is not what its source makes of it.",
                            f"Run `craft build {subject.unit.number}`.")]


def lesson_runs(subject: Subject) -> list[Problem]:
    """The lesson runs from top to bottom in a fresh kernel."""
    error = subject.evidence.lesson.error
    if not error:
        return []
    return [subject.problem(subject.unit.lesson_source, f"It does not run: {error[-1500:]}",
                            "Mend the cell that it names.")]


def _sections(subject: Subject) -> list[tuple[str, str]]:
    """Title and text of the lesson's sections (second-level headings), code included, in order."""
    text = "\n".join(cell.source if cell.cell_type == "markdown" else cell.source.replace("## ", "")
                     for cell in subject.lesson.cells)
    parts = re.split(r"^## +(.+?) *$", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))
