"""Run in a jail as a program: what stock nbgrader makes of each attack, one JSON line each.

    python stock_inside.py JOB_FOLDER NAME ...

JOB_FOLDER holds source.ipynb, submissions/NAME.ipynb and files/NAME/. Each attack is graded beside an honest
submission in namespaces of its own, which end with it. nbgrader is imported once: stock takes seconds anyway.
"""
from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

from autograder.sandbox.jail import capabilities, linux
from autograder.sandbox.jail.namespaces import fork_into_namespaces, settle
from autograder.sandbox.jail.rlimits import apply_rlimits
from autograder.sandbox.limits import Limits

SECONDS, CELL_SECONDS = 75, 8
PREPARED, COURSE, DECOYS, PORT, SECRET = Path("/tmp/prepared"), Path("/tmp/run/course"), Path(
    "/tmp/run/decoys"), 45678, "decoy:of stock"
LIMITS = Limits(memory_mib=1024, processes=150, file_mib=64, open_files=1024, cpu_seconds=60, loopback=True,
                children=True)


def main() -> None:
    job, *names = sys.argv[1:]
    # Their code and nothing of ours: a kernel inherits the environment.
    os.environ.pop("PYTHONPATH", None)
    os.environ["NBGRADER_PATH"] = "/nowhere"
    _prepare(Path(job))
    for name in names:
        print(json.dumps({"name": name, **_graded(Path(job), name)}), flush=True)


def _prepare(job: Path) -> None:
    """The course with its release and gradebook, which every attack gets a copy of."""
    (PREPARED / "source/ps").mkdir(parents=True)
    shutil.copy(job / "source.ipynb", PREPARED / "source/ps/tiny.ipynb")
    from nbgrader.converters import GenerateAssignment
    _start(GenerateAssignment, PREPARED)


def _start(converter: Any, root: Path) -> str:
    """Run a step of nbgrader as its command does; what it says if it fails, in a line."""
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = "ps"
    config.Execute.timeout = CELL_SECONDS
    config.Execute.startup_timeout = 60
    try:
        converter(coursedir=CourseDirectory(config=config), config=config).start()
    except BaseException as error:
        return f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return ""


def _graded(job: Path, name: str) -> dict[str, Any]:
    """What came of one attack; it is cut short after SECONDS."""
    read, write = os.pipe()
    user = os.getuid(), os.getgid()
    first = fork_into_namespaces()
    if first == 0:
        _be_first(job, name, write, user)
    os.close(write)
    said, end = b"", time.monotonic() + SECONDS
    while (left := end - time.monotonic()) > 0 and select.select([read], [], [], left)[0]:
        if not (part := os.read(read, 1 << 16)):
            break
        said += part
    os.close(read)
    # All others end with it.
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    try:
        return dict(json.loads(said))
    except ValueError:
        return {"ended": "the grading process was killed" if time.monotonic() < end else
                f"it did not end within {SECONDS} s"}


def _be_first(job: Path, name: str, write: int, user: tuple[int, int]) -> None:
    """The first process of the namespaces."""
    try:
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        os.setsid()
        settle(*user, LIMITS)
        linux.mount("proc", "/proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
        os.makedirs("/tmp/run", exist_ok=True)
        linux.mount("tmpfs", "/tmp/run", "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=400m,mode=0755")
        _lay_out(job, name)
        listener = socket.create_server(("127.0.0.1", PORT))
        grading = os.fork()
        if grading == 0:
            listener.close()
            os.close(write)
            _grade()
        # Kernels that lose their parent come to us.
        while os.waitpid(-1, 0)[0] != grading:
            pass
        os.write(write, json.dumps(_found(listener)).encode())
    finally:
        os._exit(0)


def _lay_out(job: Path, name: str) -> None:
    shutil.copytree(PREPARED, COURSE)
    for learner, notebook in (("evil", name), ("honest", "honest")):
        folder = COURSE / "submitted" / learner / "ps"
        folder.mkdir(parents=True)
        shutil.copy(job / "submissions" / f"{notebook}.ipynb", folder / "tiny.ipynb")
        if (job / "files" / notebook).is_dir():
            shutil.copytree(job / "files" / notebook, folder, dirs_exist_ok=True)
    DECOYS.mkdir()
    for place in ("gradebook.db", "salt.txt"):
        (DECOYS / place).write_text(SECRET, encoding="ascii")
    os.environ["CRAFT_DECOY"] = SECRET


def _grade() -> None:
    try:
        apply_rlimits(LIMITS, namespaces=True)
        capabilities.drop_all()
        os.environ.update(HOME="/tmp/run", JUPYTER_RUNTIME_DIR="/tmp/run/runtime",
                          IPYTHONDIR="/tmp/run/ipython")
        from nbgrader.converters import Autograde
        (COURSE / "said.txt").write_text(_start(Autograde, COURSE), encoding="utf-8")
    finally:
        os._exit(0)


def _found(listener: socket.socket) -> dict[str, Any]:
    """Points by learner and task, as the gradebook has them, and what else can be seen afterwards."""
    from nbgrader.api import Gradebook, MissingEntry
    found: dict[str, Any] = {"points": {}}
    with Gradebook(f"sqlite:///{COURSE / 'gradebook.db'}") as gradebook:
        for learner in ("evil", "honest"):
            try:
                grades = gradebook.find_submission("ps", learner).notebooks[0].grades
                found["points"][learner] = {
                    grade.name.removesuffix("-check"): grade.score for grade in grades
                    if grade.name.endswith("-check")}
            except (MissingEntry, IndexError):
                found["points"][learner] = {}
    said = COURSE / "said.txt"
    found["ended"] = said.read_text("utf-8") if said.exists() else "the grading process was killed"
    written = COURSE / "autograded/evil/ps/tiny.ipynb"
    text = written.read_text("utf-8", "replace") if written.exists() else ""
    alive = [path for path in Path("/proc").glob("[0-9]*") if path.name != "1"]
    found["also"] = [sentence for sentence, holds in (
        ("read the decoys", SECRET in text),
        ("changed files of others", _changed()),
        ("reached the network", bool(select.select([listener], [], [], 0)[0])),
        ("left processes", bool(alive)),
        ("saw the hidden test", "six of three" in _outputs(text)),
    ) if holds]
    return found


def _changed() -> bool:
    files = {path.name: path.read_text("utf-8", "replace") for path in DECOYS.iterdir() if path.is_file()}
    return files != dict.fromkeys(("gradebook.db", "salt.txt"), SECRET)


def _outputs(text: str) -> str:
    try:
        return json.dumps([cell.get("outputs") for cell in json.loads(text)["cells"]])
    except (ValueError, KeyError):
        return ""


if __name__ == "__main__":
    main()
