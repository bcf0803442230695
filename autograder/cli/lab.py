"""`craft lab`: prepare the learner's copies and open JupyterLab at the start page."""
from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from autograder.course import Course
from autograder.workspace.copies import ensure_copy, lab_folder
from autograder.workspace.start_page import FILE_NAME, write_start_page

NAME = "lab"
HELP = "open JupyterLab at the start page"

CONFIG_FOLDER = Path(__file__).parent / "lab_config"
# In a kit the mentor's formgrader and its menu are hidden too.
KIT_CONFIG_FOLDER = CONFIG_FOLDER / "kit"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8888, help="first port to try (default: 8888)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    prepare(course)
    os.environ.update(environment(course, os.environ))
    # nbgrader's formgrader reads nbgrader_config.py of the current folder.
    os.chdir(course.root)
    print("Starting JupyterLab; Ctrl-C here stops it.", flush=True)
    from jupyterlab.labapp import LabApp
    try:
        LabApp.launch_instance(server_arguments(course, args.port, not args.no_browser))
    except KeyboardInterrupt:
        # The usual way to end it is no failure.
        pass
    return 0


def prepare(course: Course) -> None:
    """Make missing copies, write the start page, and forget the tabs of an earlier session."""
    for unit in course.units():
        try:
            ensure_copy(course, unit)
        except Exception as error:
            # One broken unit, half written by its author, must not keep the others closed.
            print(f"Unit {unit.number} is left out: {unit.path} could not be prepared ({error}). "
                  f"Author: run `craft verify {unit.number}`.", file=sys.stderr)
    write_start_page(course)
    shutil.rmtree(lab_folder(course) / "workspaces", ignore_errors=True)


def environment(course: Course, inherited: Mapping[str, str]) -> dict[str, str]:
    """The variables that keep JupyterLab apart from the user's own settings, kernels and open tabs."""
    state = lab_folder(course)
    config = _prepend(CONFIG_FOLDER, inherited.get("JUPYTER_CONFIG_PATH"))
    return {
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_CONFIG_PATH": _prepend(KIT_CONFIG_FOLDER, config) if course.is_kit else config,
        "JUPYTER_DATA_DIR": str(state / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(state / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
        # `craft` in a terminal of JupyterLab, and `alembic`, which nbgrader calls by name.
        "PATH": _prepend(Path(sys.executable).parent, inherited.get("PATH")),
    }


def server_arguments(course: Course, port: int, open_browser: bool) -> list[str]:
    """The command line for JupyterLab; a port that is taken makes it try the next ones."""
    return [
        f"--ServerApp.root_dir={course.root}",
        f"--ServerApp.port={port}",
        f"--ServerApp.open_browser={open_browser}",
        f"--LabApp.default_url=/lab/tree/work/{FILE_NAME}",
        "--ServerApp.answer_yes=True",
        # At this level the address is printed, and little else.
        "--ServerApp.log_level=WARN",
        "--LabApp.log_level=WARN",
        *(["--ServerApp.allow_root=True"] if getattr(os, "geteuid", lambda: 1)() == 0 else []),
    ]


def _prepend(folder: Path, paths: str | None) -> str:
    return os.pathsep.join([str(folder), *([paths] if paths else [])])
