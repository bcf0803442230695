"""The raw files: every defect changes a number of a report, all can be undone, and every leak leaks."""
from __future__ import annotations

from collections.abc import Sequence

from autograder.verify.desk.finding import Effort, Finding, Proof
from autograder.verify.desk.raw_figures import FIGURES, Figure
from autograder.verify.desk.raw_leaks import leaks_of
from autograder.verify.desk.raw_worlds import Recovery, figures_of, recovery_of, seconds_of_a_year
from autograder.verify.desk.workers import over
from craftdata.desk.exports import DEFECTS, LEAKS

FIGURE_SEEDS, RECOVERY_SEEDS, LEAK_SEEDS = 8, 10, 10
LATE_FILES = Figure("lines of a day there on the next morning, a file late", lambda raw: raw.line_count, 0.05)
RECOVERED = 0.999
LEAK_LEAST = 0.05  # AUC of the column alone beyond what was known in time
SPEED = "about 10 CPU seconds for 88,000 tickets (on an idle machine)"


def _figures(effort: Effort) -> list[Finding]:
    worlds = over(figures_of, effort.of(FIGURE_SEEDS, 2), effort)
    return [_figure(name, [world[name] for world in worlds]) for name in DEFECTS]


def _figure(name: str, pairs: Sequence[tuple[float, float]]) -> Finding:
    """Whether a defect moved its figure far enough in every world; the first of them is printed."""
    figure = FIGURES.get(name, LATE_FILES)
    moved = [figure.moved(*pair) for pair in pairs]
    clean, planted = pairs[0]
    least = f"moved by {_by(figure, min(moved))} or more in {len(pairs)} worlds"
    return Finding(
        claim=f"{name} changes: {figure.name}",
        figure=f"{clean:.4g} -> {planted:.4g}; {least}",
        wanted=f"at least {_by(figure, figure.least)} in each",
        holds=min(moved) >= figure.least,
    )


def _by(figure: Figure, change: float) -> str:
    return f"{change:.3g}" if figure.absolute else f"{change:.2%}"


def _recovered(effort: Effort) -> list[Finding]:
    worlds = over(recovery_of, effort.of(RECOVERY_SEEDS, 2), effort)
    n = f"{len(worlds)} worlds with all defects, {sum(world.tickets for world in worlds):,} tickets"
    return [
        _share("labels from the snapshot alone are right", [w.by_snapshot for w in worlds], n, RECOVERED),
        _share("labels from the events alone are right where they tell the end",
               [w.told_by_events for w in worlds], n, RECOVERED),
        _share("labels from both are right", [w.reconciled for w in worlds], n, RECOVERED),
        _share("events alone tell the end, and rightly", [w.by_events for w in worlds], n, None),
        _balance(worlds),
    ]


def _share(claim: str, shares: list[float], n: str, least: float | None) -> Finding:
    wanted = f"mean at least {least:.1%}" if least else "the lost are lost"
    mean = sum(shares) / len(shares)
    figure = f"mean {mean:.3%}, least {min(shares):.3%}; {n}"
    holds = None if least is None else mean >= least
    return Finding(f"The reference cleaner: {claim}", figure, wanted, holds)


def _balance(worlds: Sequence[Recovery]) -> Finding:
    fine = sum(world.lines_balance and world.extra == 0 for world in worlds)
    return Finding(
        claim="Lines read and lines in quarantine are the lines sent; no label without a ticket",
        figure=f"{fine} of {len(worlds)} worlds", wanted="all", holds=fine == len(worlds))


def _leaks(effort: Effort) -> list[Finding]:
    worlds = over(leaks_of, effort.of(LEAK_SEEDS, 2), effort)
    return [_leak(name, [world[name] for world in worlds]) for name in LEAKS]


def _leak(name: str, pairs: Sequence[tuple[float, float]]) -> Finding:
    leak, honest = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
    least = min(a - b for a, b in pairs)
    return Finding(
        claim=f"Leak {name} alone ranks breaches better than what was known in time",
        figure=f"AUC {leak:.3f} against {honest:.3f}; by {least:.3f} or more in {len(pairs)} worlds",
        wanted=f"by {LEAK_LEAST} in each",
        holds=least >= LEAK_LEAST,
    )


def _speed() -> Finding:
    tickets, lines, seconds = seconds_of_a_year(1)
    return Finding("A year's raw files are written in seconds",
                   f"{tickets:,} tickets, {lines:,} lines: {seconds:.1f} CPU s", SPEED, None)


def run(effort: Effort) -> list[Finding]:
    """All findings about the raw files."""
    return [*_figures(effort), *_recovered(effort), *_leaks(effort), _speed()]


PROOF = Proof("defects", "raw files: defects that matter, and can be undone", run)
