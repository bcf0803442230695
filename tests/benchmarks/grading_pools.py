"""A Dask cluster of two local workers against the local pool, and PostgreSQL against SQLite.

    python tests/benchmarks/grading_pools.py --size 60 --write

Needs the extras (pip install -e '.[dask,postgres]') and a PostgreSQL server's programs (Debian, Ubuntu:
apt-get install postgresql); what is absent is said and left out.
"""
from __future__ import annotations

import contextlib
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from class_to_grade import LIGHT, TRAINING, ClassToGrade, class_of, make_course
from metered import metered
from stored_report import parser, show, table

from tests.postgresql import server
from tests.tiny_course import Tiny

CRAFT = "autograder.cli.main"
WORKERS = 2


def main() -> None:
    line = parser(__doc__)
    line.add_argument("--size", type=int, default=60, help="submissions of a class (default: 60)")
    line.add_argument("--records", type=int, default=200, help="gradings recorded (default: 200)")
    args = line.parse_args()
    with tempfile.TemporaryDirectory(prefix="craft-bench-") as place:
        course = make_course(Path(place, "course"))
        show("Dask against the local pool", dask_report(course, args.size, Path(place)), args.write)
        show("PostgreSQL against SQLite", database_report(course, args.records, Path(place)), args.write)


def dask_report(course: Tiny, size: int, place: Path) -> list[str]:
    if importlib.util.find_spec("distributed") is None:
        return ["Not measured: Dask is not installed (pip install -e '.[dask]')."]
    rows = []
    for unit in (LIGHT, TRAINING):
        fresh = class_of(course, unit, size, place / f"fresh-{unit}")
        with _cluster(fresh) as address:
            ways = {"local pool": ("--jobs", str(WORKERS)), "Dask": ("--dask", address)}
            # Workers start their sandboxes with the first job; and small classes are subtracted from large.
            _wall(fresh, place / f"warm-{unit}", "--dask", address)
            small = {name: _wall(fresh, place / f"one-{unit}-{name}", *way, "--only", "0_0000")
                     for name, way in ways.items()}
            large = {name: statistics.mean(_wall(fresh, place / f"{unit}-{name}-{turn}", *way)
                                           for turn in range(2)) for name, way in ways.items()}
        each = {name: (large[name] - small[name]) / (size - 1) for name in ways}
        rows.append((unit, *(f"{1000 * each[name]:.0f} ms" for name in ways),
                     f"{each['Dask'] / each['local pool']:.2f}", f"{small['local pool']:.1f} s",
                     f"{small['Dask']:.1f} s"))
    return [f"{WORKERS} workers of one thread each on this machine, against --jobs {WORKERS}; each further "
            f"submission of a class of {size}, and the whole command for one (Dask's workers are warm).",
            table(("wall", "local pool", "Dask", "ratio", "one, local", "one, Dask"), rows)]


def _wall(fresh: ClassToGrade, root: Path, *arguments: str) -> float:
    made = fresh.copy(root)
    return metered(*made.command(CRAFT, "grade", made.unit, *arguments)).wall


@contextlib.contextmanager
def _cluster(made: ClassToGrade) -> Iterator[str]:
    """The address of a scheduler on loopback with workers in the course's folder."""
    started: list[subprocess.Popen[str]] = []

    def start(*command: str) -> subprocess.Popen[str]:
        line = [sys.executable, "-m", f"distributed.cli.{command[0]}", *command[1:]]
        started.append(subprocess.Popen(line, cwd=made.root, env=made.tiny.environment, text=True,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
        return started[-1]
    try:
        scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                          "--no-show")
        address = next(line.split()[-1] for line in scheduler.stderr if "Scheduler at:" in line)
        for _ in range(WORKERS):
            start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
                  "--host", "127.0.0.1")
        yield address
    finally:
        for process in started:
            process.kill()
            process.wait()


def database_report(course: Tiny, records: int, place: Path) -> list[str]:
    made = class_of(course, LIGHT, 1, place / "recorded")
    metered(*made.command(CRAFT, "grade", LIGHT))
    try:
        with server(durable=True) as url:
            # The unit goes into its gradebook as into any other; so does one submission.
            again = made.copy(place / "postgresql")
            metered(*again.command(CRAFT, "grade", LIGHT, "--db", url))
            sqlite = f"sqlite:///{made.root / 'build/gradebook.db'}"
            done = metered(*made.script("recording.py", LIGHT, str(records), sqlite, url))
    except pytest.skip.Exception as absent:
        return [f"Not measured: {absent}."]
    found = json.loads(done.printed.splitlines()[-1])
    names = {"SQLite, a file": sqlite, "PostgreSQL, a Unix socket": url}
    middles = (statistics.median, statistics.mean)
    rows = [(name, *(f"{1000 * middle(found[key]):.1f} ms" for middle in middles))
            for name, key in names.items()]
    ratio = statistics.median(found[url]) / statistics.median(found[sqlite])
    return [f"{records} gradings, one transaction each, taking turns; both write through to the disk. "
            f"PostgreSQL takes {ratio:.2f} of SQLite's time.",
            table(("one grading recorded", "median", "mean"), rows)]


if __name__ == "__main__":
    main()
