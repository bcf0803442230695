"""The kit: everything that a learner needs, and nothing that a learner must not see."""
from __future__ import annotations

import os
import shutil
import subprocess
import tomllib

import nbformat
import pytest

from autograder.cli.main import main
from autograder.course import Course
from autograder.kit.contents import without_table, without_targets
from autograder.kit.leaks import find_leaks, secrets_of, stray_files
from autograder.nbgrader_plugins.release import released
from autograder.notebook.files import notebook_bytes, write_atomically
from tests.tiny_course import REPOSITORY, SOLUTION, Tiny, answered

pytestmark = pytest.mark.slow


@pytest.fixture
def kit(tiny: Tiny, tmp_path):
    """A kit of the tiny unit, as a course that a learner works in."""
    folder = tmp_path / "kit"
    shutil.copytree(REPOSITORY / "datasets", tiny.root / "datasets")
    assert main(["kit", str(folder)]) == 0
    path = os.pathsep.join([str(folder), str(folder / "datasets")])
    return Tiny(folder, {**tiny.environment, "PYTHONPATH": path})


def leaks_in(kit: Tiny, tiny: Tiny):
    return find_leaks(kit.root, {"90_tiny": secrets_of(tiny.unit, released(tiny.unit))})


def test_the_secrets_looked_for_are_the_solutions_hidden_tests_and_the_mentors_page(tiny):
    secrets = secrets_of(tiny.unit, released(tiny.unit))
    assert secrets >= {
        "twice_or_missing = [None if value is None else 2 * value for value in values]",
        "return sum(value > limit for value in values)", 'check.above(above, draw="graded")',
        "A secret sentence that no learner may see before the talk."}


def test_the_kit_holds_no_secret_line_in_any_file(kit, tiny):
    assert leaks_in(kit, tiny) == []


@pytest.mark.parametrize("place", ["exercises/90_tiny/tiny.ipynb", "autograder/checks/tiny.py", "README.md"])
def test_a_secret_line_is_found_wherever_it_stands(kit, tiny, place):
    line = 'check.above(above,  draw="graded")'
    if place.endswith(".ipynb"):
        notebook = nbformat.read(kit.root / place, as_version=4)
        notebook.cells[1].source += "\n" + line
        nbformat.write(notebook, kit.root / place)
    else:
        path = kit.root / place
        path.write_text(path.read_text(encoding="utf-8") + "\n    " + line)
    assert [leak.file for leak in leaks_in(kit, tiny)] == [place]


def test_the_exercise_in_the_kit_is_the_release(kit, tiny):
    path = kit.root / "exercises/90_tiny/tiny.ipynb"
    assert path.read_bytes() == notebook_bytes(released(tiny.unit))


def test_only_released_notebooks_unit_files_and_lessons_lie_beside_each_other(kit, tiny):
    assert stray_files(kit.root, [tiny.unit]) == []
    (kit.root / "exercises/90_tiny/mentor.md").touch()
    assert stray_files(kit.root, [tiny.unit]) == ["exercises/90_tiny/mentor.md"]


def test_a_kit_has_no_tests_proofs_or_sources_of_exercises(kit):
    names = {path.relative_to(kit.root).as_posix() for path in kit.root.rglob("*")}
    inside = ("tests", "build", "work", ".git/", "autograder/verify")
    forbidden = [name for name in names if name.startswith(inside)
                 or name.endswith((".pyc", "attempts", "mentor.md", "tiny_course"))]
    assert forbidden == []
    assert not [name for name in names
                if name.startswith(("exercises", "curriculum")) and name.endswith(".py")]


def test_checks_of_units_that_are_not_handed_out_stay_behind(kit):
    checks = {path.name for path in (kit.root / "autograder/checks").iterdir() if path.name[0] != "_"}
    assert checks >= {"check.py", "tiny.py"}


def test_a_learner_checks_and_submits_in_the_kit(kit):
    release = nbformat.read(kit.root / "exercises/90_tiny/tiny.ipynb", as_version=4)
    course = Course.find(kit.root)
    assert course.is_kit
    write_atomically(course.work / "90_tiny/tiny.ipynb", notebook_bytes(answered(release, SOLUTION)))
    checked = kit.craft("check", "90")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "Total: 5 of 5 points" in checked.stdout
    assert kit.craft("submit", "90", "--name", "ana").returncode == 0


def test_commands_of_mentors_and_authors_are_not_in_the_kit(kit):
    said = kit.craft("--help").stdout
    assert "submit" in said and "collect" not in said and "verify" not in said
    assert kit.craft("collect", "x").returncode == 2


def test_make_in_the_kit_lists_what_works_there(kit):
    text = (kit.root / "Makefile").read_text(encoding="utf-8")
    assert "lab: $(STAMP)" in text and "$(STAMP): $(BIN)/python" in text
    assert "\ntest:" not in text and "\nverify:" not in text and "\nkit:" not in text


def test_the_readme_names_a_task_of_the_kit(kit):
    text = (kit.root / "README.md").read_text(encoding="utf-8")
    assert "check.double(double)" in text and "craft check 90" in text and "{" not in text


def test_the_project_file_of_the_kit_names_files_that_are_there(kit):
    project = tomllib.loads((kit.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert all((kit.root / name).exists() for name in [project["readme"], *project["license-files"]])


@pytest.mark.parametrize("present", ["file.txt", ".hidden"])
def test_a_folder_that_holds_something_is_left_alone(tiny, tmp_path, capsys, present):
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / present).write_text("mine")
    assert main(["kit", str(folder)]) == 1
    assert "not an empty folder" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == [present]


def test_a_kit_that_would_give_something_away_is_not_made(tiny, tmp_path, capsys):
    shutil.copytree(REPOSITORY / "datasets/craftdata", tiny.root / "datasets/craftdata")
    lesson = nbformat.read(tiny.root / "curriculum/90_tiny.ipynb", as_version=4)
    lesson.cells[1].source = "return sum(value > limit for value in values)"
    nbformat.write(lesson, tiny.root / "curriculum/90_tiny.ipynb")
    assert main(["kit", str(tmp_path / "kit")]) == 1
    assert "curriculum/90_tiny.ipynb holds a secret line of 90_tiny" in capsys.readouterr().err
    assert not (tmp_path / "kit").exists()


def test_a_table_is_cut_out_of_toml_and_the_rest_stays():
    text = 'a = 1\n\n[survivors]\n"x" = "[y]"\n\n[[prose]]\nname = "b"\n'
    assert tomllib.loads(without_table(text, "survivors")) == {"a": 1, "prose": [{"name": "b"}]}
    assert without_table('a = 1\n[survivors]\nx = "y"\n', "survivors") == "a = 1\n"


def test_targets_are_cut_out_of_a_makefile_with_their_recipes():
    text = (".PHONY: lab test\n\nlab: x  ## open\n\t@lab\n\n# why\ntest: x  ## test\n\t@test\n\n"
            "$(X): y\n\ttouch\n")
    assert without_targets(text, ["test"]) == ".PHONY: lab \n\nlab: x  ## open\n\t@lab\n\n$(X): y\n\ttouch\n"


def test_a_kits_make_lists_no_target_that_needs_what_a_kit_lacks(kit):
    listed = subprocess.run(["make", "--no-print-directory"], cwd=kit.root, capture_output=True, text=True,
                            check=True).stdout
    assert {line.split()[1] for line in listed.splitlines() if line.strip()} == {
        "help", "install", "lab", "doctor", "jail", "clean", "distclean"}
    subprocess.run(["make", "clean"], cwd=kit.root, capture_output=True, check=True)


@pytest.mark.parametrize("folder", [unit.folder for unit in Course(REPOSITORY, False).units()])
def test_a_kit_of_every_unit_gives_nothing_away(tmp_path, monkeypatch, folder):
    monkeypatch.chdir(REPOSITORY)
    assert main(["kit", str(tmp_path / "kit"), folder]) == 0
