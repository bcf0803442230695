"""Same seed, same bytes: in this process and others, whatever was made before, with older libraries too."""
from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import craftdata
from autograder.verify.desk.finding import Effort, Finding, Proof
from craftdata.desk.pins import PINNED, digests

DATASETS = Path(craftdata.__path__[0]).parent
OLDER = DATASETS.parent / "build" / "older" / "bin" / "python"
# Each makes the pinned worlds in a process of its own and prints what differs, in the words of pins.main.
MAIN = "from craftdata.desk.pins import main; raise SystemExit(main())"
AFTER_OTHERS = f"""
from craftdata import desk
from craftdata.desk import pins
pins.PINNED = dict(reversed(pins.PINNED.items()))
desk.make_tables(5, days=7), desk.make_truth(6, days=7)
{MAIN}
"""
ANOTHER_STREAM = f"""
from craftdata.desk.streams import Streams
at, generator = Streams.at, Streams.generator
def new_at(self, name, place):
    at(self, "a new stream", place)
    return at(self, name, place)
def new_generator(self, name):
    generator(self, "another new stream").random(7)
    return generator(self, name)
Streams.at, Streams.generator = new_at, new_generator
{MAIN}
"""


def run(effort: Effort) -> Sequence[Finding]:
    """The pinned worlds again, each time under other circumstances."""
    trials = [
        ("in this process", None, ""),
        ("in another process with another hash seed, worlds made in another order after others",
         Path(sys.executable), AFTER_OTHERS),
        ("where a new stream is read before every draw: adding one moves no other",
         Path(sys.executable), ANOTHER_STREAM),
        ("with the oldest numpy, pandas and scipy that the course allows", OLDER, MAIN),
    ]
    findings = []
    for done, (where, python, program) in enumerate(trials):
        effort.progress(done, len(trials))
        findings.append(_here(where) if python is None else _elsewhere(where, python, program))
    return findings


def _claim(where: str) -> str:
    return f"Two pinned worlds have the bytes that they had when they were pinned, {where}."


def _here(where: str) -> Finding:
    tables, differing = 0, []
    for world, pinned in PINNED.items():
        found = digests(*world)
        tables += len(found)
        differing += [f"{name} of {world}" for name in {**found, **pinned}
                      if found.get(name) != pinned.get(name)]
    figure = f"{tables} tables, {len(differing)} differ" + "".join(f"; {name}" for name in differing)
    return Finding(_claim(where), figure, "none differs", not differing)


def _elsewhere(where: str, python: Path, program: str) -> Finding:
    if not python.exists():
        return Finding(_claim(where), "not measured: `make pins` installs them, as every run of CI does",
                       "none differs", None)
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "PYTHONPATH": str(DATASETS)}
    done = subprocess.run([str(python), "-c", program], env=environment, capture_output=True, text=True)
    lines = (done.stdout or done.stderr).strip().splitlines() or ["nothing was printed"]
    return Finding(_claim(where), "; ".join(lines if done.stdout else lines[-1:]), "none differs",
                   done.returncode == 0)


PROOF = Proof("determinism", "same seed, same bytes", run)
