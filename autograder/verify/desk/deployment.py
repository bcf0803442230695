"""A desk with a past to learn from, and futures that branch off it under different policies."""
from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np
import pandas as pd

from autograder.verify.desk.scorers import Scorer, features, fit
from autograder.verify.desk.served import served
from craftdata import desk

BURN_IN_DAYS = 42  # queues and account histories are still filling; nothing is learned from these days
MOST_PROPENSITY = 0.95  # a weight stays below 20


@dataclass(frozen=True)
class Past:
    """What has been learned by the end of a history.

    table: `features` of the tickets with a known outcome, still open at their decision; frame: the same
    tickets as served, with their truth.
    """

    table: pd.DataFrame
    frame: pd.DataFrame

    @property
    def left_alone(self) -> np.ndarray:
        return ~self.frame["fast_lane"].to_numpy()

    def fit(self, linear: bool = False) -> Scorer:
        """A model of the breach when left alone, from the tickets that were, weighted to stand for all."""
        own = self.left_alone
        weight = 1 / (1 - self.frame["propensity"].to_numpy()[own].clip(max=MOST_PROPENSITY))
        return fit(self.table[own], self.frame["breach"].to_numpy()[own], linear=linear, weight=weight)


def past_of(world: desk.World) -> Past:
    """The tickets of a world whose outcomes are known by now."""
    now = pd.Timestamp(world.scenario.start, tz="UTC") + pd.Timedelta(seconds=world.now_s)
    frame = served(world)
    frame = frame[(frame["day"] >= BURN_IN_DAYS) & frame["still_open"] & (frame["known_at"] <= now)]
    frame = frame.reset_index(drop=True)
    return Past(features(frame), frame)


def branch(world: desk.World) -> desk.World:
    """A world with the same past and the same luck to come; what happens in it stays in it."""
    ground = world.course.ground
    return copy.deepcopy(world, {id(ground): ground})


def expected_outcome(world: desk.World, first_day: int) -> pd.DataFrame:
    """The chance of a breach of each ticket decided on from `first_day` on, under the decision it got.

    Returns
    -------
    DataFrame
        Indexed by `ticket_id`: `day`, `breach` (a probability, so that the luck of the work adds no noise)
        and `cost` (euros expected).
    """
    truth = world.truth()
    truth = truth[(truth["day"] >= first_day) & (truth["day"] < world.course.day)].set_index("ticket_id")
    breach = truth["p_breach"].where(~truth["fast_lane"], truth["p_breach_fast"])
    return pd.DataFrame({"day": truth["day"], "breach": breach, "cost": breach * truth["penalty"]})
