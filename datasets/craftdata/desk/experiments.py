"""Experiments at the desk: who is in which arm, and what a roll-out would really do.

>>> from craftdata import desk
>>> by_ticket = desk.Experiment("ticket", salt="places by score")
>>> policy = by_ticket.policy(control=desk.policies.nobody, treatment=desk.policies.random_share())
>>> world = desk.World(7, desk.Scenario(days=14, tickets_per_day=20, fast_lane_places=4))
>>> sum(summary.fast_lane for summary in world.run(policy)) > 10
True
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .observation import Day
from .policies import Decision, Policy, decided
from .sampling import lot
from .scenario import Scenario
from .world import World

UNITS = ("ticket", "account", "switchback")


@dataclass(frozen=True)
class Experiment:
    """Assignment to two arms, by a salted hash: sticky, independent across salts, monotone in `share`.

    Parameters
    ----------
    unit : str
        What is assigned: "ticket", "account", or "switchback" for blocks of days.
    salt : str
        Name of the experiment.
    share : float
        Share of the units in the treatment arm, between 0 and 1.
    block_days : int
        Length of a block of a switchback.
    by_team : bool
        Whether a switchback assigns the blocks of each team on their own: teams have queues of their own.

    Raises
    ------
    ValueError
        Names the field, the value and what is allowed.
    """

    unit: str
    salt: str
    share: float = 0.5
    block_days: int = 1
    by_team: bool = False

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"unit must be one of {', '.join(UNITS)}, got {self.unit!r}")
        if not 0 <= self.share <= 1:
            raise ValueError(f"share must be a number from 0 to 1, got {self.share!r}")
        if self.block_days < 1:
            raise ValueError(f"block_days must be at least 1, got {self.block_days!r}")

    def treated(self, day: Day) -> np.ndarray:
        """Whether each row of a day is in the treatment arm (bool)."""
        rows = len(day.columns["ticket_id"])
        if self.unit == "switchback":
            block = f"block {day.number // self.block_days}"
            teams = day.columns["team"] if self.by_team else np.full(rows, "", object)
            return self.treats(np.array([f"{block} {team}" for team in teams], object))
        return self.treats(day.columns[f"{self.unit}_id"])

    def treats(self, units: np.ndarray) -> np.ndarray:
        """Whether each unit (its identifier) is in the treatment arm (bool)."""
        return lot(units, f"experiment {self.salt}") < self.share

    def policy(self, control: Policy, treatment: Policy) -> Policy:
        """The policy that follows each arm's own on the arm's tickets.

        The arms share the places in proportion to the tickets of the day, so that neither starves the other;
        what they cannot avoid sharing is the queue.
        """

        def decide(day: Day) -> Decision:
            arm = self.treated(day)
            places = _split(day, arm)
            first = decided(control, _part(day, ~arm, places[0]))
            second = decided(treatment, _part(day, arm, places[1]))
            chance = pd.concat([_logged(first), _logged(second)])
            return Decision(np.concatenate([first.fast_lane, second.fast_lane]), chance)

        return decide


def _split(day: Day, arm: np.ndarray) -> tuple[int, int]:
    """Places of the control and of the treatment arm: in proportion, rounded at random but fairly."""
    exact = day.places * float(arm.mean()) if len(arm) else 0.0
    u = lot(np.array([min(day.columns["ticket_id"], default="")]), f"places {day.date}")[0]
    treatment = int(np.floor(exact + u)) if 0 < exact < day.places else round(exact)
    treatment = min(treatment, day.places)
    return day.places - treatment, treatment


def _part(day: Day, rows: np.ndarray, places: int) -> Day:
    columns = {name: values[rows] for name, values in day.columns.items()}
    return dataclasses.replace(day, places=places, columns=columns)


def _logged(decision: Decision) -> pd.Series:
    if decision.propensity is None:
        return pd.Series(1.0, index=decision.fast_lane)
    return decision.propensity


def rollout(
    seed: int, scenario: Scenario, policy: Policy, prepare: Callable[[World], None] | None = None
) -> pd.DataFrame:
    """The truth of a world in which everybody is treated by one policy.

    Two policies rolled out on the same seed and scenario share every random number, so the difference of
    their breaches and costs is the true effect, interference included.

    Parameters
    ----------
    prepare : callable, optional
        What to do with the new world first, like running its history.
    """
    world = World(seed, scenario)
    if prepare is not None:
        prepare(world)
    world.run(policy)
    return world.truth()
