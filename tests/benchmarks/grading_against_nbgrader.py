"""`craft grade` against stock `nbgrader autograde`: a class of each kind, the same submissions and scores.

    python tests/benchmarks/grading_against_nbgrader.py --size 50 --write

Both are whole commands. nbgrader grades the class in parts, and before, between and after them `craft grade`
grades all of it: what drifts on the machine hits both. For the CPU that grading adds, the plain cells of the
notebooks in a warm process, the class and a class of one take turns. The notebooks are honest, so stock
nbgrader may run them as they are, in a copy of the course.
"""
from __future__ import annotations

import json
import os
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from class_to_grade import DESCRIBED, KINDS, LIGHT, TRAINING, ClassToGrade, class_of, make_course
from metered import Metered, counts_exactly, metered
from stored_report import parser, show, table

from tests.tiny_course import Tiny

# At least so many times the throughput; at most so many times the CPU of plain execution.
GOALS = {LIGHT: 20.0, TRAINING: 10.0}
CPU_GOAL = 1.25
CRAFT = "autograder.cli.main"


@dataclass(frozen=True)
class Turn:
    """What ran one after the other. plain: CPU seconds of a notebook's cells in a warm process, the mean."""

    plain: float
    craft: Metered
    one: Metered

    def further_cpu(self, size: int) -> float:
        """CPU seconds of each further submission of a class of `size`: without the start of the command."""
        return (self.craft.cpu - self.one.cpu) / (size - 1)


@dataclass(frozen=True)
class Compared:
    """One class, graded both ways. Seconds are of the whole class.

    craft: each of the runs that nbgrader's parts stood between. steps: of grading_steps.py.
    """

    size: int
    unit: str
    craft: Sequence[Metered]
    stock_wall: float
    stock_cpu: float
    turns: Sequence[Turn]
    steps: dict[str, dict[str, float]]

    @property
    def craft_wall(self) -> float:
        return statistics.median(run.wall for run in self.craft)

    @property
    def craft_cpu(self) -> float:
        return statistics.median(run.cpu for run in self.craft)

    @property
    def one_wall(self) -> float:
        return statistics.median(turn.one.wall for turn in self.turns)

    @property
    def further_wall(self) -> float:
        return statistics.median((turn.craft.wall - turn.one.wall) / (self.size - 1) for turn in self.turns)


def main() -> None:
    line = parser(__doc__)
    line.add_argument("--size", type=int, default=50, help="submissions of a class (default: 50)")
    line.add_argument("--parts", type=int, default=2, help="in how many nbgrader grades them (default: 2)")
    line.add_argument("--turns", type=int, default=6, help="of plain cells and craft grade (default: 6)")
    line.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="of craft grade (default: cores)")
    line.add_argument("--only", choices=list(KINDS), action="append", help="one kind of class alone")
    args = line.parse_args()
    for kind in args.only or KINDS:
        with tempfile.TemporaryDirectory(prefix="craft-bench-") as place:
            course = make_course(Path(place, "course"))
            compared = compare(course, KINDS[kind], args.size, args.parts, args.turns, args.jobs, Path(place))
        title = f"Against nbgrader autograde: a class of {args.size} that {DESCRIBED[KINDS[kind]]}"
        show(title, report(compared, args.jobs), args.write)


def compare(course: Tiny, unit: str, size: int, parts: int, turns: int, jobs: int, place: Path) -> Compared:
    """Grade the class both ways. Raises RuntimeError if a score differs."""
    fresh = class_of(course, unit, size, place / "fresh", parts)
    stock = fresh.copy(place / "stock")
    stock.use_stock_nbgrader()
    scores, craft, stocks = [], [], []
    for part in range(parts + 1):
        mine = fresh.copy(place / f"craft-{part}")
        craft.append(metered(*mine.command(CRAFT, "grade", unit, "--jobs", str(jobs))))
        scores.append(mine.scores())
        if part < parts:
            stocks.append(metered(*stock.command("nbgrader", "autograde", unit, "--student", f"{part}_*")))
    _same([*scores, stock.scores()], size)
    # nbgrader starts once in a class of its own, and not once a part.
    none = metered(*stock.command("nbgrader", "autograde", unit, "--student", "nobody"), status=None)
    took = [_turn(stock, fresh, jobs, place / f"turn-{turn}") for turn in range(turns)]
    steps = json.loads(metered(*fresh.copy(place / "steps").script("grading_steps.py", unit))
                       .printed.splitlines()[-1])
    return Compared(size, unit, craft, sum(run.wall for run in stocks) - (parts - 1) * none.wall,
                    sum(run.cpu for run in stocks) - (parts - 1) * none.cpu, took, steps)


def _turn(stock: ClassToGrade, fresh: ClassToGrade, jobs: int, place: Path) -> Turn:
    plain = _plain(stock, jobs)
    whole = fresh.copy(place / "whole").command(CRAFT, "grade", fresh.unit, "--jobs", str(jobs))
    one = fresh.copy(place / "one").command(CRAFT, "grade", fresh.unit, "--only", "0_0000")
    return Turn(plain, metered(*whole), metered(*one))


def _same(all_scores: Sequence[dict[tuple[str, str], float | None]], size: int) -> None:
    first = all_scores[0]
    if len({learner for learner, _ in first}) != size or len(set(first.values())) < 3:
        raise RuntimeError(f"not everybody was graded, or all alike: {first}")
    for other in all_scores[1:]:
        if other != first:
            odd = {name for name in first.keys() | other.keys() if first.get(name) != other.get(name)}
            raise RuntimeError(f"the scores differ: {sorted(odd)[:9]}")


def _plain(stock: ClassToGrade, jobs: int) -> float:
    """Mean CPU seconds of the cells of a notebook, hidden tests among them, in a fork of a warm process.

    jobs: how many forks run at a time.
    """
    graded = sorted(map(str, (stock.root / "build/autograded").glob(f"*/{stock.unit}/*.ipynb")))
    done = metered(*stock.script("warm_cells.py", str(jobs), *graded))
    return statistics.mean(json.loads(done.printed.splitlines()[-1]))


def report(found: Compared, jobs: int) -> list[str]:
    size, goal = found.size, GOALS[found.unit]
    walls, cpus = (found.stock_wall, found.craft_wall), (found.stock_cpu, found.craft_cpu)
    counted = "by a control group" if counts_exactly() else "OF THE WHOLE MACHINE, right if it was idle"
    runs = ", ".join(f"{run.wall:.1f}" for run in found.craft)
    return [
        f"All scores equal. craft grade --jobs {jobs} ran {len(found.craft)} times ({runs} s); the median is "
        f"given. CPU time is of all processes, counted {counted}.",
        table(("a submission", "nbgrader autograde", "craft grade", "ratio", "goal"), [
            ("wall, whole command", *(f"{wall / size:.3f} s" for wall in walls),
             f"{walls[0] / walls[1]:.1f}", f">= {goal:.0f}"),
            ("CPU, whole command", *(f"{cpu / size:.3f} s" for cpu in cpus),
             f"{cpus[0] / cpus[1]:.1f}", "")]),
        table(("CPU of craft grade", "plain, warm", "craft grade", "ratio", "from, to", "goal"), [
            _against_plain("whole command", [(turn.plain, turn.craft.cpu / size) for turn in found.turns]),
            _against_plain("each further submission",
                           [(turn.plain, turn.further_cpu(size)) for turn in found.turns])]),
        f"Medians of {len(found.turns)} turns, and the least and greatest ratio. A class of one takes "
        f"{found.one_wall:.1f} s, each further submission {1000 * found.further_wall:.0f} ms.",
        "Where it goes, one submission after the other:", _where(found.steps)]


def _against_plain(name: str, turns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    """A row of the table. turns: CPU seconds of the plain cells and of a submission graded."""
    plain, cpu = (statistics.median(column) for column in zip(*turns, strict=True))
    ratios = [graded / cells for cells, graded in turns]
    return (name, f"{plain:.3f} s", f"{cpu:.3f} s", f"{statistics.median(ratios):.2f}",
            f"{min(ratios):.2f}, {max(ratios):.2f}", f"<= {CPU_GOAL}")


def _where(steps: dict[str, dict[str, float]]) -> str:
    each = dict(steps["each"])
    inside = {name: seconds for name, seconds in each.items() if name.startswith("step ")}
    each["processes started and ended, between steps"] = each["graded"] - sum(inside.values())
    rows = [(f"start: {name}", f"{1000 * seconds:.0f}") for name, seconds in steps["start"].items()]
    rows += [(f"each: {name}", f"{1000 * seconds:.1f}") for name, seconds in each.items()]
    return table(("part", "ms wall"), rows)


if __name__ == "__main__":
    main()
