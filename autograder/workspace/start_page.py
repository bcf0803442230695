"""The start page: one screen of what this is, what there is, how far you are and what to do next."""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from autograder.course import Course, Unit
from autograder.notebook.files import write_atomically
from autograder.report.progress import UnitProgress, unit_progress
from autograder.workspace.copies import LESSON_NAME, exercise_copy, lesson_copy, units_with_newer_release

FILE_NAME = "START.md"

# By unit folder: "lesson" and "exercise" to their links.
Links = Mapping[str, Mapping[str, str]]

INTRODUCTION = """\
# ML Craft

The craft of machine learning, one unit at a time: a **lesson** shows an idea on real data, then an
**exercise** lets you build it yourself and tells you at once what holds and what does not. Everything you
open here is your own copy in `work/`; updating the course never touches your answers."""

FOOTER = """\
In an exercise, `check.TASK(answer)` checks and `check.hint("TASK")` helps. In a terminal, `craft progress`
says how far you are, `craft check 04` grades a unit, `craft submit 04` packs it for your mentor, and
`craft reset 04` starts it afresh and keeps your old copy. Reload this page (F5) to see your latest state."""


def start_page(units: Sequence[Unit], progress: Mapping[str, UnitProgress],
               newer: Collection[str] = (), present: Collection[str] | None = None) -> str:
    """The page as Markdown, with links relative to `work/`.

    progress: by unit folder. newer: folders of units whose copy is older than the course's release.
    present: paths below `work/` that exist and may be linked (default: all).
    """
    links = {unit.folder: _links(unit, present) for unit in units}
    step = f"> **Next:** {_next_step(units, progress, links)}"
    parts = [INTRODUCTION, step, _table(units, progress, links)]
    parts += [_newer_note(unit) for unit in units if unit.folder in newer]
    return "\n\n".join([*parts, FOOTER.replace("04", units[0].number if units else "04")]) + "\n"


def write_start_page(course: Course) -> Path:
    """Write `work/START.md` from the course and the learner's history; returns its path."""
    units = course.units()
    progress = {unit.folder: unit_progress(course, unit) for unit in units}
    copies = [make(course, unit) for unit in units for make in (lesson_copy, exercise_copy)]
    present = {path.relative_to(course.work).as_posix() for path in copies if path.exists()}
    path = course.work / FILE_NAME
    write_atomically(path, start_page(units, progress, units_with_newer_release(course), present).encode())
    return path


def _links(unit: Unit, present: Collection[str] | None) -> dict[str, str]:
    """What of the unit can be opened: "lesson" and "exercise", with their links."""
    links = {"lesson": f"{unit.folder}/{LESSON_NAME}", "exercise": f"{unit.folder}/{unit.exercise.name}"}
    return {label: link for label, link in links.items() if present is None or link in present}


def _next_step(units: Sequence[Unit], progress: Mapping[str, UnitProgress], links: Links) -> str:
    """The one thing to do now: finish what is begun, hand in what is done, begin what is next."""
    ready = [unit for unit in units if "exercise" in links[unit.folder]]
    if not ready:
        return "nothing; there are no units yet."
    for state, say in (("in progress", _go_on), ("done", _hand_in), ("not started", _begin)):
        for unit in ready:
            if progress[unit.folder].state == state:
                return say(unit, links[unit.folder])
    return "nothing; every unit is handed in. Read your mentor's feedback when it comes."


def _begin(unit: Unit, links: Mapping[str, str]) -> str:
    if "lesson" not in links:
        return f"open the [exercise of unit {unit.number}: {unit.title}]({links['exercise']})."
    return (f"open the [lesson of unit {unit.number}: {unit.title}]({links['lesson']}), run it cell by "
            f"cell with Shift-Enter, then do its [exercise]({links['exercise']}).")


def _go_on(unit: Unit, links: Mapping[str, str]) -> str:
    return f"go on with the [exercise of unit {unit.number}: {unit.title}]({links['exercise']})."


def _hand_in(unit: Unit, links: Mapping[str, str]) -> str:
    return (f"unit {unit.number} ({unit.title}) is done: hand it in with `craft submit {unit.number}` "
            "in a terminal.")


def _table(units: Sequence[Unit], progress: Mapping[str, UnitProgress], links: Links) -> str:
    rows = ["| Unit | Title | Stage | Minutes | State | Open |", "|:--|:--|:--|--:|:--|:--|"]
    for unit in units:
        opens = " · ".join(f"[{label}]({link})" for label, link in links[unit.folder].items())
        rows.append(f"| {unit.number} | {unit.title} | {', '.join(unit.stages)} | {unit.minutes} "
                    f"| {_state(progress[unit.folder])} | {opens or 'in preparation'} |")
    return "\n".join(rows)


def _state(progress: UnitProgress) -> str:
    if progress.state == "in progress":
        return f"in progress: {progress.passed} of {len(progress.tasks)} tasks passed"
    return progress.state


def _newer_note(unit: Unit) -> str:
    return (f"**Unit {unit.number}**: a newer version exists; `craft reset {unit.number}` fetches it and "
            "keeps your old copy.")
