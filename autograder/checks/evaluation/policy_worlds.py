"""Validation and test days for choose_policy whose truth is chosen, and a seal that counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import norm

from autograder.draws import Draw

INCUMBENT = "rule"


@dataclass
class Seal:
    """The sealed test days: keeps the name of each opening."""

    table: pd.DataFrame
    opened: list[Any] = field(default_factory=list)

    def opener(self) -> Callable[[Any], pd.DataFrame]:
        """What the learner's function gets as open_test; a fresh seal."""
        self.opened.clear()

        # Opened without a name it opens too: that is a finding, not a TypeError.
        def open_test(policy: Any = None) -> pd.DataFrame:
            self.opened.append(policy)
            return self.table.copy()

        return open_test


@dataclass
class PolicyWorld:
    """validation and test: euros, a row a day and a column a policy. upkeep: euros a day."""

    validation: pd.DataFrame
    upkeep: dict[str, float]
    seal: Seal

    def ask(self, answer: Any) -> dict[str, Any]:
        """The answer's decision on copies of the tables."""
        return dict(answer(*self.arguments()))

    def arguments(self) -> tuple[Any, ...]:
        """The call's arguments: copies, and a fresh seal."""
        return self.validation.copy(), INCUMBENT, dict(self.upkeep), self.seal.opener()

    def net(self, table: pd.DataFrame, policy: str) -> np.ndarray:
        """Net gains of a policy over the incumbent, day by day."""
        beyond = (table[policy] - table[INCUMBENT]).to_numpy(dtype=float)
        return beyond - (self.upkeep[policy] - self.upkeep[INCUMBENT])

    def place(self, policy: str, mean: float, error: float, rng: np.random.Generator) -> None:
        """Give a policy net gains of exactly this mean and standard error on the validation days.

        They are normal scores in an order by lot: as even as a sample can be, so that tests by resampling
        say the same of them on every draw.
        """
        days = len(self.validation)
        scores = norm.ppf((np.arange(days) + 0.5) / days)
        gains = mean + error * days**0.5 * rng.permutation(scores / scores.std(ddof=1))
        beyond = self.upkeep[policy] - self.upkeep[INCUMBENT]
        self.validation[policy] = self.validation[INCUMBENT] + gains + beyond

    def paid(self) -> PolicyWorld:
        """The same net gains where nothing costs anything: the upkeep is taken off the tables."""
        costs = pd.Series(self.upkeep)
        tables = [table - costs[table.columns] for table in (self.validation, self.seal.table)]
        return PolicyWorld(tables[0], dict.fromkeys(self.upkeep, 0.0), Seal(tables[1]))

    def in_order(self) -> PolicyWorld:
        """The same days with the columns in the order of their names."""
        tables = [table.sort_index(axis="columns") for table in (self.validation, self.seal.table)]
        return PolicyWorld(tables[0], self.upkeep, Seal(tables[1]))

    def incumbent_first(self) -> PolicyWorld:
        """The same days with the incumbent's column before all others."""
        columns = sorted(self.validation.columns, key=lambda name: name != INCUMBENT)
        return PolicyWorld(self.validation[columns], self.upkeep, Seal(self.seal.table[columns]))

    def text(self) -> str:
        """Mean and standard error of each candidate's net gain on the validation days."""
        lines = []
        for name in [name for name in self.validation.columns if name != INCUMBENT][:6]:
            gains = self.net(self.validation, name)
            lines.append(
                f"{name} {gains.mean():+.1f} (standard error {gains.std(ddof=1) / len(gains) ** 0.5:.1f})"
            )
        return "mean net gain on the validation days: " + ", ".join(lines)


def policy_world(
    draw: Draw,
    stream: str,
    gains: dict[str, float],
    upkeep: dict[str, float] | None = None,
    test_gains: dict[str, float] | None = None,
    days: int = 40,
    scatter: float = 20.0,
    in_common: float = 300.0,
    test_days: int | None = None,
) -> PolicyWorld:
    """Candidates that gain so many euros a day on average, before upkeep, with this scatter from day to day.

    in_common: how much the days differ for all policies alike. test_gains: where the test days differ.
    test_days: how many there are; 7 more than validation days if not given.
    """
    rng = draw.rng(stream)
    names = [INCUMBENT, *gains]
    names = [names[place] for place in rng.permutation(len(names))]
    tables = []
    tested = {**gains, **(test_gains or {})}
    for true, number in ((gains, days), (tested, test_days or days + 7)):
        common = rng.exponential(in_common, number) + 100
        tables.append(
            pd.DataFrame(
                {
                    name: common
                    + true.get(name, 0.0)
                    + (0 if name == INCUMBENT else 1) * rng.normal(0, scatter, number)
                    for name in names
                },
                index=pd.Index(range(60, 60 + number), name="day"),
            )
        )
    costs = {name: 0.0 for name in names} | (upkeep or {})
    return PolicyWorld(tables[0], costs, Seal(tables[1]))
