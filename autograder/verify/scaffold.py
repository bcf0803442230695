"""The files of a new unit, full of TODO lines that `craft verify` reads out."""
from __future__ import annotations

import keyword
from importlib.resources import files
from pathlib import Path
from string import Template

from autograder.course import Course, CourseError
from autograder.notebook.files import write_atomically

_TEMPLATES = {
    "curriculum/{folder}.py": "lesson.py.txt",
    "exercises/{folder}/unit.toml": "unit.toml.txt",
    "exercises/{folder}/{name}.py": "exercise.py.txt",
    "exercises/{folder}/mentor.md": "mentor.md.txt",
    "exercises/{folder}/attempts/first_task_sorted.py": "right.py.txt",
    "exercises/{folder}/attempts/first_task_smallest.py": "wrong.py.txt",
    "autograder/checks/{name}.py": "checks.py.txt",
}


def scaffold(course: Course, name: str, number: int | None = None) -> list[Path]:
    """Write the files of unit `name` and return them; the number is the next free one by default.

    Raises CourseError, before anything is written, if the name cannot be one, or if the number or a file
    is there already: nothing is ever overwritten.
    """
    if not name.isidentifier() or keyword.iskeyword(name) or name != name.lower():
        raise CourseError(f"'{name}' cannot name a unit: it becomes a Python module. Use lower-case letters, "
                          "digits and '_', for example cleaning.")
    taken = {int(unit.number): unit.folder for unit in course.units_and_drafts()}
    number = max(taken, default=0) + 1 if number is None else number
    if number in taken or not 0 < number < 100:
        raise CourseError(f"{number} is not free (1 to 99; taken: {', '.join(taken.values()) or 'none'}). "
                          "Choose another --number.")
    fields = {"name": name, "number": f"{number:02d}", "folder": f"{number:02d}_{name}",
              "title": name.replace("_", " ").capitalize()}
    texts = {course.root / path.format(**fields): _filled(template, fields)
             for path, template in _TEMPLATES.items()}
    existing = [path for path in texts if path.exists()]
    if existing:
        raise CourseError(f"{existing[0]} exists already, and nothing is overwritten. Choose another name.")
    for path, text in texts.items():
        write_atomically(path, text.encode())
    return list(texts)


def _filled(template: str, fields: dict[str, str]) -> str:
    text = (files("autograder.verify") / "templates" / template).read_text(encoding="utf-8")
    return Template(text).substitute(fields)
