"""What the text of one cause must say: the facts that its findings have together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

SILENT_WORD = "unknown"
Finding = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """What the findings of one cause say together; None where nobody knows.

    group: the findings, the worst first. names: all texts of them, in which digits are no numbers. others:
    teams of other causes.
    """

    cause: str
    group: tuple[Finding, ...]
    since: dt.date | None
    touched: int | None
    served: int
    teams: tuple[str, ...] | None
    action: str
    others: tuple[str, ...] = ()

    @property
    def euros(self) -> float:
        return float(self.group[0]["euros"])

    @property
    def owners(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(finding["owner"]) for finding in self.group))

    @property
    def names(self) -> tuple[str, ...]:
        figures = tuple(str(finding["figure"]) for finding in self.group)
        return (*figures, *(self.teams or ()), *self.owners, self.action)

    @property
    def is_gapless(self) -> bool:
        ends = (self.since, self.touched, self.teams)
        return None not in ends and all(known(one["value"]) and known(one["usual"]) for one in self.group)


def known(value: Any) -> bool:
    return value is not None and value == value


def facts_of(findings: list[Finding], runbook: dict[str, str]) -> list[Facts]:
    """One for each cause that somebody is woken for, the most damaging first."""
    causes = {finding["cause"] for finding in findings} & set(runbook)
    made = [_together(cause, findings, runbook[cause]) for cause in causes]
    return sorted(made, key=lambda facts: facts.euros, reverse=True)


def _together(cause: str, findings: list[Finding], action: str) -> Facts:
    group = sorted((one for one in findings if one["cause"] == cause), key=lambda one: -one["euros"])
    instants = [one["first_bad"] for one in group if known(one["first_bad"])]
    ids = [ticket for one in group for ticket in one["tickets"] or ()]
    teams = {team for one in group for team in one["teams"] or ()}
    others = {team for one in findings for team in one["teams"] or ()} - teams
    return Facts(
        cause,
        tuple(group),
        min(instants).tz_convert("UTC").date() if instants else None,
        len(set(ids)) if any(one["tickets"] is not None for one in group) else None,
        max(one["of"] for one in group),
        tuple(sorted(teams)) if any(one["teams"] is not None for one in group) else None,
        action.rstrip("."),
        tuple(sorted(others)),
    )
