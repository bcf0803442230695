"""How grading grows with the class: time a submission, and the memory of the processes that stay.

    python tests/benchmarks/grading_growth.py --sizes 10 100 1000 --write

The class hardly computes: what is looked for is what the engine itself keeps. Memory is the highest resident
memory of `craft grade` and of both zygotes; processes of submissions come and go.
"""
from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from class_to_grade import LIGHT, class_of, make_course
from metered import Metered, metered
from stored_report import parser, show, table

# The largest class may take so much more memory in `craft grade` and its zygotes than the smallest one.
FLAT = 1.25
PROCESSES = ("craft grade", "zygote of answerers", "zygote of judges")


def main() -> None:
    line = parser(__doc__)
    line.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000], help="submissions")
    line.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="of craft grade (default: cores)")
    args = line.parse_args()
    found = []
    with tempfile.TemporaryDirectory(prefix="craft-bench-") as place:
        course = make_course(Path(place, "course"))
        for size in sorted(args.sizes):
            made = class_of(course, LIGHT, size, Path(place, f"class-{size}"))
            command = made.command("autograder.cli.main", "grade", LIGHT, "--jobs", str(args.jobs))
            found.append((size, metered(*command, memory=True)))
            graded = len({learner for learner, _ in made.scores()})
            if graded != size:
                raise RuntimeError(f"{graded} of {size} submissions were graded")
    show("From ten to a thousand submissions", report(found), args.write)


def report(found: Sequence[tuple[int, Metered]]) -> list[str]:
    rows = []
    for number, (size, run) in enumerate(found):
        # Of each submission beyond those of the next smaller class: without the start of the command.
        before, least = found[number - 1] if number else (0, None)
        further = [f"{1000 * (now - was) / (size - before):.0f} ms" for now, was in
                   ((run.wall, least.wall), (run.cpu, least.cpu))] if least else ["", ""]
        rows.append((f"{size}", f"{run.wall:.1f} s", *further,
                     *(f"{run.peak_mib.get(name, float('nan')):.0f} MiB" for name in PROCESSES)))
    first, last = found[0][1], found[-1][1]
    ratios = {name: last.peak_mib[name] / first.peak_mib[name] for name in PROCESSES
              if name in last.peak_mib and name in first.peak_mib}
    grown = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
    return [table(("submissions", "wall", "each further: wall", "CPU", *PROCESSES), rows),
            f"Peak memory with {found[-1][0]} submissions, as a multiple of that with {found[0][0]}: {grown} "
            f"(goal: at most {FLAT})."]


if __name__ == "__main__":
    main()
