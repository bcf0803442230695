"""Made-up worlds of accounts whose seats are partly unknown, with the truth and the least costs.

The law is that of `make_world` in the exercise, where learners can measure their policy before the check.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

DEAR, COPIED, CHEAP, MIXED, FAR, GROWTH, STALE = "dear", "copied", "cheap", "mixed", "far", "growth", "stale"
PRICES = {DEAR: 5.0, COPIED: 5.0, CHEAP: 0.05, MIXED: 0.9, FAR: 0.5, GROWTH: 0.4, STALE: 2.0}
CHANNELS = np.array(["self-serve", "sales", "partner"])
N = 1500
MEAN_ABSOLUTE = float(np.sqrt(2 / np.pi))  # of a standard normal


@dataclass(frozen=True)
class World:
    """A world, with its truth and its prices.

    accounts: what an answer sees. true: the seats. ask, per_doubling: euros. knowing: cost of the policy
    that knows the law of the world, in euros.
    """

    accounts: pd.DataFrame
    true: pd.Series
    ask: float
    per_doubling: float
    knowing: float

    def cost(self, plan: pd.DataFrame) -> float:
        """Euros of a plan with one row for each unknown account."""
        wrong = np.abs(np.log2(plan["seats"].to_numpy(dtype=float) / self.true[plan.index].to_numpy()))
        return float(np.where(plan["action"] == "ask", self.ask, self.per_doubling * wrong).sum())

    @property
    def unknown(self) -> pd.DataFrame:
        return self.accounts[~self.accounts["seats"].between(1, 5000)]


def make_world(rng: np.random.Generator, kind: str) -> World:
    """A world of one of the kinds above."""
    channel = rng.choice(3, N, p=[0.4, 0.3, 0.3])
    middle = rng.permutation([3.0, 5.0, 7.0])
    spread = rng.permutation([0.1, 0.1, 0.1] if kind == FAR else [0.3, 0.8, 1.5])
    far = rng.permutation([0.1, 0.15, 0.45] if kind == FAR else [0.0, 0.0, 0.0])
    growth = rng.permutation([0.8, 1.2, 1.6]) if kind == GROWTH else rng.uniform(-0.1, 0.1, 3)
    noise = np.where(rng.permutation(3) < (2 if kind == STALE else 0), 3.0, 0.15)
    scatter = np.where(rng.uniform(size=N) < far[channel], 2.0, spread[channel])
    sizes = middle[channel] + scatter * rng.normal(size=N)
    before = sizes - growth[channel] - noise[channel] * rng.normal(size=N)
    true = np.clip(np.round(2.0**sizes, 1), 1, 5000)
    hidden = rng.uniform(size=N) < rng.permutation([0.1, 0.25, 0.5])[channel]
    code = rng.choice([np.nan, -1.0, 9999.0], N)
    copy = rng.uniform(size=N) < (0.04 if kind == DEAR else 0.4)
    copied = np.where(copy, np.clip(np.round(2.0**before, 1), 0.1, 50_000), np.nan)
    names = [f"A-{number}" for number in rng.permutation(N)]
    accounts = pd.DataFrame(
        {
            "channel": pd.array(CHANNELS[channel], dtype="str"),
            "seats": np.where(hidden, code, true),
            "seats_before": copied,
        },
        index=names,
    )
    per_doubling = 10.0 ** rng.uniform(0, 2)
    world = World(accounts, pd.Series(true, names), PRICES[kind] * per_doubling, per_doubling, 0.0)
    error = 2.0 * far + spread * (1 - far)
    use_copy = copy & (noise < error)[channel]
    with np.errstate(invalid="ignore"):
        guess = np.where(use_copy, np.log2(copied) + growth[channel], middle[channel])
    expected = per_doubling * MEAN_ABSOLUTE * np.where(use_copy, noise[channel], error[channel])
    plan = pd.DataFrame(
        {"action": np.where(expected > world.ask, "ask", "fill"), "seats": 2.0**guess}, index=names
    )
    return World(accounts, world.true, world.ask, per_doubling, world.cost(plan[hidden]))
