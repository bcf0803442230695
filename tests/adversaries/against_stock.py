"""What stock nbgrader makes of the same attacks, written beside ours into README.md.

    python -m tests.adversaries.against_stock [NAME ...]

Hostile code runs in a jail around nbgrader: no network, a private /tmp, a copy of the tiny unit, an
unprivileged user, limits. Nothing is run where there is no jail. A few minutes; with names, only these are
printed and nothing is written.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.nbgrader_plugins.release import release_of
from autograder.notebook.files import notebook_bytes, write_atomically
from autograder.notebook.source import read_source
from autograder.sandbox.abilities import jail_trouble
from autograder.sandbox.jail import bubblewrap
from autograder.sandbox.visible import Visible, for_answerers, import_path
from tests.adversaries.attack import Attack, attacks
from tests.adversaries.stock_inside import DECOYS, PORT
from tests.tiny_course import FIXTURE, REPOSITORY, SOLUTION, answered

README = Path(__file__).with_name("README.md")
# The unit as it would be written for nbgrader alone: asserts, of which some are hidden.
STOCK = {
    "setup": "class Check:\n    def __getattr__(self, name):\n        return lambda *args, **kwargs: None\n\n"
             "check = Check()",
    "double-check": "assert double([1.0, 2.5]) == [2.0, 5.0]\n### BEGIN HIDDEN TESTS\n"
                    'assert double([3.0, None]) == [6.0, None], "six of three"\n### END HIDDEN TESTS',
    "above-check": "assert above([1.0, 3.0], 2.0) == 1\n### BEGIN HIDDEN TESTS\n"
                   'assert above([2.0, 3.0], 2.0) == 1, "six of three"\n### END HIDDEN TESTS',
}
HEAD = """# Attacks and accidents

Each folder of `attacks/` is a submission that tries to earn what it is not worth, to harm another, or that is
merely broken. `test_attacks.py` has the engine grade each one beside an honest submission: it must earn its
honest part and no more, the other must earn all, and nothing may be left behind. Add a folder, and it is
tested. `test_arrivals.py` does the same with `arrivals/`: what may stand in a mentor's inbox.

This page is written by `python -m tests.adversaries.against_stock`, which runs each attack on nbgrader
{version} with its own kernel and tests in the notebook, as nbgrader's documentation shows them, in a jail.
Points are of `double` (3) and `above` (2), or what became of the whole; an honest submission is graded after
the attack by the same command. Attacks on our wire have no counterpart there: they are listed all the same.

| Attack | What it tries | Engine | Stock nbgrader | Honest one there | Besides, in stock |
|---|---|---|---|---|---|
"""


def main(names: list[str]) -> int:
    if trouble := jail_trouble():
        sys.exit(f"Attacks run in a jail alone, and there is none: {trouble}")
    chosen = [attack for attack in attacks() if not names or attack.name in names]
    found = {}
    for line in in_jail(chosen):
        found[line["name"]] = line
        print(json.dumps(line), flush=True)
    if not names:
        write_atomically(README, table(chosen, found).encode())
    return 0


def stock_source() -> NotebookNode:
    """The tiny unit with nbgrader's own kind of tests."""
    notebook = read_source(FIXTURE / "exercises" / "90_tiny" / "tiny.py")
    for cell in notebook.cells:
        cell.source = STOCK.get(cell.id, cell.source)
    return notebook


def in_jail(chosen: Iterable[Attack]) -> Iterator[dict[str, Any]]:
    """One line of results an attack. The jail is opened anew if an attack breaks what runs in it."""
    left = {attack.name: attack for attack in chosen}
    with tempfile.TemporaryDirectory() as folder:
        job = Path(folder)
        job.chmod(0o755)
        _write_job(job, left.values())
        (job / "seen").mkdir()
        seen = for_answerers(job / "seen")
        while left:
            first = next(iter(left))
            with subprocess.Popen(_command(job, seen, list(left)), stdout=subprocess.PIPE, cwd="/",
                                  stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True) as process:
                for line in process.stdout or []:
                    if line.startswith("{"):
                        found = json.loads(line)
                        left.pop(found["name"])
                        yield found
            if first in left:
                left.pop(first)
                yield {"name": first, "ended": "it ended the jail"}


def _write_job(job: Path, chosen: Iterable[Attack]) -> None:
    source = stock_source()
    release = release_of(source)
    (job / "source.ipynb").write_bytes(notebook_bytes(source))
    (job / "stock_inside.py").write_bytes(Path(__file__).with_name("stock_inside.py").read_bytes())
    (job / "submissions").mkdir()
    (job / "submissions/honest.ipynb").write_bytes(notebook_bytes(answered(release, SOLUTION)))
    for attack in chosen:
        content = attack.submission(release, str(DECOYS), PORT)
        (job / f"submissions/{attack.name}.ipynb").write_bytes(content)
        for name, data in attack.files().items():
            if ".." not in name:
                path = job / "files" / attack.name / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)


def _command(job: Path, seen: Visible, names: list[str]) -> list[str]:
    """The command that runs the attacks in a jail, as an unprivileged user."""
    visible = Visible({**seen.sources, Path("/job"): job}, (REPOSITORY,))
    argv = [sys.executable, "-P", "-s", "-B", "/job/stock_inside.py", "/job", *names]
    environment = {"PATH": f"{sys.prefix}/bin:/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8",
                   "PYTHONPATH": import_path(seen), "OMP_NUM_THREADS": "1",
                   "PYTHONDONTWRITEBYTECODE": "1"}
    if os.getuid() != 0:
        return bubblewrap.command(argv, visible, environment)
    places = {source: job / "places" / str(number)
              for number, source in enumerate(sorted(set(visible.sources.values()) - {job}))}
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    line = bubblewrap.command(argv, visible, environment, places)
    plan = {"user": bubblewrap.NOBODY, "argv": line,
            "places": {str(place): str(source) for source, place in places.items()}}
    return [sys.executable, "-I", "-S", str(Path(bubblewrap.__file__).with_name("as_nobody.py")),
            json.dumps(plan)]


def table(chosen: Iterable[Attack], found: dict[str, dict[str, Any]]) -> str:
    from nbgrader import __version__
    rows = [_row(attack, found.get(attack.name, {"ended": "not run"})) for attack in chosen]
    return HEAD.format(version=__version__) + "\n".join(rows) + "\n"


def _row(attack: Attack, stock: dict[str, Any]) -> str:
    by_learner = stock.get("points", {})
    evil, honest = (_points(by_learner.get(learner), stock) for learner in ("evil", "honest"))
    cells = [f"`{attack.name}`", attack.tries, _points(attack.earns, {}), evil, honest,
             ", ".join(stock.get("also", []))]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _points(points: Any, stock: dict[str, Any]) -> str:
    if not points:
        return f"none: {stock['ended']}" if stock.get("ended") else "none"
    return " + ".join(f"{points.get(task, 0):g}" for task in ("double", "above"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
