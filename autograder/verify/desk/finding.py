"""What a proof of the Desk says: one claim, what was measured, what it must be."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One claim and its figure.

    claim: one sentence. figure: what was measured, with its unit and n. wanted: the band or the reason why
    there is none. holds: None where the figure is only reported.
    """

    claim: str
    figure: str
    wanted: str
    holds: bool | None


def given(enough: bool, holds: bool) -> bool | None:
    """`holds`, or None where too few worlds were measured to judge it: a small effort must not cry wolf."""
    return bool(holds) if enough else None


@dataclass(frozen=True)
class Effort:
    """How much to measure: the same proofs take a minute or a quarter of an hour.

    seeds: share of the seeds that a proof asks for in full, above 0 and at most 1. workers: processes; 1 for
    none but the caller's. progress: told how many of how many worlds are measured, see `workers.over`.
    """

    seeds: float = 1.0
    workers: int = 2
    progress: Callable[[int, int], None] = lambda done, total: None

    def __post_init__(self) -> None:
        if not 0 < self.seeds <= 1:
            raise ValueError(f"seeds must be a share above 0 and at most 1, got {self.seeds}")

    def of(self, wanted: int, least: int = 1) -> range:
        """The seeds of a proof that wants `wanted` of them in full."""
        return range(1, 1 + max(least, round(wanted * self.seeds)))


@dataclass(frozen=True)
class Proof:
    """One family of claims: its name on the command line, what it is about, and how it is measured."""

    name: str
    title: str
    run: Callable[[Effort], Sequence[Finding]]
