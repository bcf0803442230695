"""The course as data: units, tasks and specs, found by walking `exercises/*/unit.toml`."""
from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HINT_LEVELS = 3


class CourseError(Exception):
    """The course's files say something that cannot be; the message names the file and the remedy."""


@dataclass(frozen=True)
class Task:
    """One checked task: a function or class that the learner writes.

    `name` is the Python name the learner defines and the attribute of `check`; the answer's cell is
    `answer_id` and its check cell `check_id`.
    """

    name: str
    title: str
    core: bool
    behaviours: tuple[str, ...]
    hints: tuple[str, ...]

    @property
    def answer_id(self) -> str:
        return self.name.replace("_", "-")

    @property
    def check_id(self) -> str:
        return f"{self.answer_id}-check"


@dataclass(frozen=True)
class Spec:
    """One yes/no statement by which a prose task is graded; a starred one must be met to pass."""

    text: str
    starred: bool


@dataclass(frozen=True)
class Prose:
    """A written task, graded by a person: pass = every starred spec and `pass_with` of the others."""

    name: str
    title: str
    behaviours: tuple[str, ...]
    specs: tuple[Spec, ...]
    pass_with: int

    @property
    def answer_id(self) -> str:
        return self.name.replace("_", "-")


@dataclass(frozen=True)
class Unit:
    """One unit: a lesson, an exercise, and what is said of them in `unit.toml`.

    draft: still being written; known by its name only, so nobody is given it and no proof waits for it.
    limits: how much a submission of it may use, where that is not the default; the grading knows the names.
    """

    folder: str
    path: Path
    title: str
    minutes: int
    stages: tuple[str, ...]
    goals: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    tasks: tuple[Task, ...]
    prose: tuple[Prose, ...]
    survivors: Mapping[str, str]
    limits: Mapping[str, float] = field(default_factory=dict)
    draft: bool = False

    @property
    def number(self) -> str:
        return self.folder.split("_", 1)[0]

    @property
    def name(self) -> str:
        return self.folder.split("_", 1)[1]

    @property
    def exercise(self) -> Path:
        """The exercise notebook (its source twin in the repository, the released one in a kit)."""
        return self.path / f"{self.name}.ipynb"

    @property
    def exercise_source(self) -> Path:
        return self.path / f"{self.name}.py"

    @property
    def lesson(self) -> Path:
        return self.path.parents[1] / "curriculum" / f"{self.folder}.ipynb"

    @property
    def lesson_source(self) -> Path:
        return self.lesson.with_suffix(".py")

    def task(self, name: str) -> Task:
        """The task called `name` (underscores or hyphens); raises CourseError naming the choices."""
        wanted = name.replace("-", "_")
        for task in self.tasks:
            if task.name == wanted:
                return task
        names = ", ".join(task.name for task in self.tasks)
        raise CourseError(f"Unit {self.number} has no task '{name}'. Its tasks are: {names}.")


@dataclass(frozen=True)
class Course:
    """The folder that holds `curriculum/` and `exercises/`; `is_kit` when it is what a learner was given."""

    root: Path
    is_kit: bool

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course around `start` (default: the current folder), else the one this package lies in."""
        here = (start or Path.cwd()).resolve()
        package_root = Path(__file__).resolve().parents[1]
        for folder in (here, *here.parents, package_root):
            if (folder / "exercises").is_dir() and (folder / "curriculum").is_dir():
                return cls(folder, (folder / "kit.toml").exists())
        raise CourseError(f"No course here: {here} and its parents have no curriculum/ and exercises/ "
                          "folders. Change into the course's folder and try again.")

    @property
    def work(self) -> Path:
        """The git-ignored folder of the learner's own copies."""
        return self.root / "work"

    @property
    def build(self) -> Path:
        """The git-ignored folder of everything that nbgrader and the mentor's commands make."""
        return self.root / "build"

    def units(self) -> list[Unit]:
        """All units in order of their number, without the drafts."""
        return [unit for unit in self.units_and_drafts() if not unit.draft]

    def units_and_drafts(self) -> list[Unit]:
        """All units in order of their number, those too that are still being written."""
        return [read_unit(path) for path in sorted((self.root / "exercises").glob("*/unit.toml"))]

    def unit(self, name: str) -> Unit:
        """The unit with this number ("04" or "4"), folder ("04_aggregation") or name ("aggregation").

        A draft is found too, by whoever knows its name.
        """
        wanted = name.strip().rstrip("/").removesuffix(".ipynb")
        for unit in self.units_and_drafts():
            if wanted in (unit.number, unit.number.lstrip("0") or "0", unit.folder, unit.name):
                return unit
        known = ", ".join(unit.folder for unit in self.units()) or "none"
        raise CourseError(f"There is no unit '{name}'. The units are: {known}.")


def read_unit(path: Path) -> Unit:
    """Read one `unit.toml`; raises CourseError naming the file and the field that is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path}: not valid TOML ({error}). Mend the line it names.") from error
    folder = path.parent.name
    number, _, name = folder.partition("_")
    if not (number.isdigit() and name.isidentifier()):
        raise CourseError(f"{path.parent}: a unit's folder is called NN_name, for example 04_aggregation.")
    read = _Fields(path, data)
    return Unit(
        folder=folder, path=path.parent.resolve(), title=read.text("title"), minutes=read.whole("minutes"),
        stages=read.texts("stages"), goals=read.texts("goals"), out_of_scope=read.texts("out_of_scope"),
        tasks=tuple(_task(table) for table in read.tables("tasks")),
        prose=tuple(_prose(table) for table in read.tables("prose")),
        survivors=dict(data.get("survivors", {})), limits=read.numbers("limits"),
        draft=bool(data.get("draft", False)))


def _task(read: _Fields) -> Task:
    hints = read.texts("hints")
    if len(hints) != HINT_LEVELS:
        raise CourseError(f"{read.path}: task '{read.text('name')}' has {len(hints)} hints; it needs "
                          f"{HINT_LEVELS}: a nudge, the idea, almost the answer.")
    return Task(read.text("name"), read.text("title"), bool(read.data.get("core", False)),
                read.texts("behaviours"), hints)


def _prose(read: _Fields) -> Prose:
    specs = tuple(Spec(table.text("text"), bool(table.data.get("starred", False)))
                  for table in read.tables("specs"))
    return Prose(read.text("name"), read.text("title"), read.texts("behaviours"), specs,
                 read.whole("pass_with"))


@dataclass(frozen=True)
class _Fields:
    """Typed access to one TOML table, with errors that name the file and the field."""

    path: Path
    data: Mapping[str, Any]

    def _get(self, key: str, kind: type) -> Any:
        value = self.data.get(key)
        if not isinstance(value, kind):
            state = "is missing" if value is None else f"is {value!r}"
            raise CourseError(f"{self.path}: '{key}' {state}; it must be a {kind.__name__}.")
        return value

    def text(self, key: str) -> str:
        return self._get(key, str)

    def whole(self, key: str) -> int:
        return self._get(key, int)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(str(item) for item in self._get(key, list))

    def numbers(self, key: str) -> dict[str, float]:
        """A table of numbers (or of true and false) by name, which may be absent."""
        found = self._get(key, dict) if key in self.data else {}
        for name, value in found.items():
            if not isinstance(value, int | float):
                raise CourseError(f"{self.path}: '{name}' in [{key}] is {value!r}; it must be a number.")
        return found

    def tables(self, key: str) -> Iterator[_Fields]:
        return (_Fields(self.path, item) for item in self._get(key, list))
