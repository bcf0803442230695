"""Classes to grade: a course of two small units, one that hardly computes and one that trains models."""
from __future__ import annotations

import compileall
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "datasets")]

from autograder.nbgrader_plugins.gradebook import cell_scores  # noqa: E402  (the path comes first)
from autograder.nbgrader_plugins.release import released  # noqa: E402
from autograder.notebook.files import write_atomically  # noqa: E402
from autograder.notebook.twin import exercise_twin  # noqa: E402
from autograder.submission.intake import NBGRADER_TIME  # noqa: E402
from tests.graded_tiny import ANSWERS as LIGHT_ANSWERS  # noqa: E402
from tests.tiny_course import Tiny, make_tiny, submission  # noqa: E402

LIGHT, TRAINING = "90_tiny", "91_training"
KINDS = {"light": LIGHT, "training": TRAINING}
DESCRIBED = {LIGHT: "hardly computes", TRAINING: "trains models"}
_TRAINING_UNIT = Path(__file__).with_name("training")
_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

_PIPELINE = """def pipeline(numbers, words):
    gaps = SimpleImputer(strategy="median")
    return make_pipeline(ColumnTransformer([
        ("numbers", make_pipeline(gaps, StandardScaler()), numbers),
        ("words", OneHotEncoder(handle_unknown="{unknown}"), words)]), LogisticRegression())"""
_BRIER = "def brier(happened, chances):\n    return float(np.mean({distance}))"
_RIGHT = {"pipeline": _PIPELINE.format(unknown="ignore"),
          "brier": _BRIER.format(distance="(chances - happened) ** 2")}
# All of them train: an answer that fails at once would cost nothing on either side.
TRAINING_ANSWERS = {
    "right": _RIGHT,
    "new_words": {**_RIGHT, "pipeline": _PIPELINE.format(unknown="error")},
    "absolute": {**_RIGHT, "brier": _BRIER.format(distance="abs(chances - happened)")},
}


@dataclass(frozen=True)
class ClassToGrade:
    """A course's folder with submissions of one unit in it."""

    tiny: Tiny
    unit: str

    @property
    def root(self) -> Path:
        return self.tiny.root

    def command(self, module: str, *arguments: str) -> tuple[list[str], Path, Mapping[str, str]]:
        """A command of a mentor's, its folder and its environment."""
        return [sys.executable, "-m", module, *arguments], self.root, self.tiny.environment

    def script(self, name: str, *arguments: str) -> tuple[list[str], Path, Mapping[str, str]]:
        """A script beside this one, run in the course's folder with the course's package."""
        return ([sys.executable, str(Path(__file__).with_name(name)), *arguments], self.root,
                self.tiny.environment)

    def hand_in(self, size: int, parts: int = 1) -> None:
        """Submissions as `craft collect` leaves them, of learners PART_NUMBER."""
        unit = self.tiny.course.unit(self.unit)
        release = released(unit)
        answers = LIGHT_ANSWERS if self.unit == LIGHT else TRAINING_ANSWERS
        contents = [submission(release, given) for given in answers.values()]
        for number in range(size):
            folder = self.root / "build/submitted" / f"{number % parts}_{number:04}" / self.unit
            write_atomically(folder / unit.exercise.name, contents[number % len(contents)])
            write_atomically(folder / "timestamp.txt", _NOON.strftime(NBGRADER_TIME).encode())

    def scores(self) -> dict[tuple[str, str], float | None]:
        """What the gradebook says: by learner and cell; None is for a person to grade."""
        unit = self.tiny.course.unit(self.unit)
        return {(score.learner, score.cell): score.score for score in cell_scores(self.tiny.course, unit)}

    def copy(self, root: Path) -> ClassToGrade:
        """The same in another folder."""
        shutil.copytree(self.root, root, symlinks=True)
        environment = {name: value.replace(str(self.root), str(root))
                       for name, value in self.tiny.environment.items()}
        return ClassToGrade(Tiny(root, environment), self.unit)

    def use_stock_nbgrader(self) -> None:
        """Leave nbgrader's own steps of grading as they are: a kernel for each notebook."""
        config = self.root / "nbgrader_config.py"
        lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
        config.write_text("".join(line for line in lines if not line.startswith("c.Autograde.")),
                          encoding="utf-8")


def make_course(root: Path) -> Tiny:
    """The course, with both units in its gradebook and nothing handed in."""
    tiny = make_tiny(root)
    folder = root / "exercises" / TRAINING
    folder.mkdir()
    for name in ("training.py", "unit.toml"):
        shutil.copy(_TRAINING_UNIT / name, folder)
    shutil.copy(_TRAINING_UNIT / "checks.py", root / "autograder/checks/training.py")
    write_atomically(folder / "training.ipynb", exercise_twin(tiny.course.unit(TRAINING)))
    # One thread for each process, in kernels as in the sandbox.
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    made = Tiny(root, {**tiny.environment, **threads, "PATH": programs})
    # As in a course that has been used before: the package is compiled.
    compileall.compile_dir(root / "autograder", quiet=1)
    for unit in KINDS.values():
        done = made.nbgrader("generate_assignment", unit)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
    return made


def class_of(course: Tiny, unit: str, size: int, root: Path, parts: int = 1) -> ClassToGrade:
    """A copy of the course in which so many have handed in the unit."""
    made = ClassToGrade(course, unit).copy(root)
    made.hand_in(size, parts)
    return made
