"""How fast the Desk is, how much memory it takes, and what bounds it."""
from __future__ import annotations

import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from autograder.verify.desk.finding import Effort, Finding, Proof
from craftdata import desk

YEAR = desk.Scenario(days=365, tickets_per_day=240.0)
SMALL = desk.Scenario(days=30, tickets_per_day=40.0)
TICKETS_A_SECOND, SMALL_MS, MILLIONS, MOST_GB = 200_000, 40.0, 10, 2.0
# Weekends are quiet, so fewer tickets come than days times those of a usual day.
ASKED_MILLIONS = 12.0
# Machines differ and are shared: a figure is a fault only if it misses its target by this factor.
GENEROUS = 3.0
REPEATS = 3

WRITE = """
import resource, sys, time
from craftdata import desk


def peak_bytes():
    # ru_maxrss on Linux counts what the parent held when it started this program; VmHWM does not.
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


path, days, per_day = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
begun = time.perf_counter()
scenario = desk.Scenario(days=days, tickets_per_day=per_day, accounts=50_000, growth=0.0)
count = desk.write_partitions(path, 7, scenario)
print(count, time.perf_counter() - begun, peak_bytes())
"""


def cpu_seconds(call: Callable[[], object], repeats: int = REPEATS) -> float:
    """Least CPU time of a call over some repeats: other processes do not count."""
    times = []
    for _ in range(repeats):
        begun = time.process_time()
        call()
        times.append(time.process_time() - begun)
    return min(times)


def run_world(scenario: desk.Scenario, seed: int = 7) -> desk.World:
    """Build a world and let it pass."""
    world = desk.World(seed, scenario)
    world.run()
    return world


def open_and_close(days: int = 60) -> None:
    """Some days of operation as a service lives them: observed, and decided on by the incumbent rule."""
    desk.World(7, YEAR).run(desk.policies.incumbent_rule(), days=days)


def tickets_a_second() -> float:
    """Tickets of a year, built and run, for each CPU second."""
    tickets = len(run_world(YEAR).ticket_ids)
    return tickets / cpu_seconds(lambda: run_world(YEAR))


def small_world_ms() -> tuple[int, float]:
    """Number of tickets of a world for a check, and the CPU milliseconds it takes."""
    tickets = len(run_world(SMALL).ticket_ids)
    return tickets, 1000 * cpu_seconds(lambda: run_world(SMALL), repeats=5)


def written(millions: float) -> tuple[int, float, float]:
    """Write so many tickets as partitioned Parquet in a process of its own.

    Returns
    -------
    tuple
        Tickets written, seconds on the wall clock, and peak resident memory in GB.
    """
    days = 365
    with tempfile.TemporaryDirectory() as folder:
        arguments = [str(Path(folder) / "world"), str(days), str(millions * 1e6 / days)]
        source = os.pathsep.join([str(Path(desk.__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
        done = subprocess.run([sys.executable, "-c", WRITE, *arguments], capture_output=True, text=True,
                              env=os.environ | {"PYTHONPATH": source, "OMP_NUM_THREADS": "1"}, check=True)
    count, seconds, peak = done.stdout.split()
    return int(count), float(seconds), float(peak) / 1e9


def hottest(most: int = 4) -> list[tuple[str, float]]:
    """Functions with the largest share of the time of a year, without those that they call."""
    profile = cProfile.Profile()
    profile.runcall(run_world, YEAR)
    stats = pstats.Stats(profile)
    own = sorted(((line[2], where) for where, line in stats.stats.items()), reverse=True)[:most]
    return [(f"{Path(file).stem}.{name}" if file != "~" else name, seconds / stats.total_tt)
            for seconds, (file, _, name) in own]


def prove(effort: Effort) -> list[Finding]:
    """Measure; judge with a generous factor."""
    rate = tickets_a_second()
    tickets, ms = small_world_ms()
    findings = [
        Finding("A year is built and run by one core, ticket by ticket.", f"{rate:,.0f} tickets a CPU second",
                f"target {TICKETS_A_SECOND:,}; at least a third of it", rate > TICKETS_A_SECOND / GENEROUS),
        Finding("A world for a check is there at once.", f"{ms:.0f} CPU ms for {tickets:,} tickets",
                f"target {SMALL_MS:.0f} ms; at most three times that", ms < SMALL_MS * GENEROUS),
        Finding("A day of operation costs little beside a model.",
                f"{1000 * cpu_seconds(open_and_close, 1) / 60:.1f} CPU ms a day of 240 tickets, a sixtieth "
                "of the making of its world included", "reported", None),
        Finding("What bounds the speed of a year.",
                ", ".join(f"{name} {share:.0%}" for name, share in hottest()), "reported", None),
    ]
    if effort.seeds < 1:
        return findings
    count, seconds, peak = written(ASKED_MILLIONS)
    return [*findings, Finding(
        f"{MILLIONS} million tickets go to partitioned Parquet in little memory.",
        f"{count:,} tickets in {seconds:,.0f} s, peak resident memory {peak:.2f} GB",
        f"that many, below {MOST_GB:g} GB", count >= MILLIONS * 1e6 and peak < MOST_GB)]


PROOF = Proof("speed", "Speed and memory", prove)
