"""Ways to give out the fast lane, each with the exact chance of a place that every ticket had.

A policy is a function of a `Day`. It returns a `Decision`, or simply the ticket_ids to put in the fast lane;
`Client.run` and `World.run` call it once a day.

>>> from craftdata import desk
>>> op = desk.open_desk(seed=7, days=14, tickets_per_day=20, fast_lane_places=3)
>>> [summary.fast_lane for summary in op.run(desk.policies.incumbent_rule(), days=2)]
[3, 3]
>>> op.close()
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .observation import Day
from .sampling import lot, systematic_sample, with_exploration


@dataclass(frozen=True)
class Decision:
    """Who gets the fast lane on one day.

    Parameters
    ----------
    fast_lane : ndarray of str
        ticket_ids.
    propensity : Series or None
        Chance of a place, by ticket_id; tickets left out had none. None if nothing was left to chance.
    """

    fast_lane: np.ndarray
    propensity: pd.Series | None


Policy = Callable[[Day], "Decision | list[str]"]


def nobody(day: Day) -> Decision:
    """Leave every ticket alone."""
    return _drawn(day, np.zeros(len(day.columns["ticket_id"])), 0)


def incumbent_rule(epsilon: float = 0.05, seed: int = 0) -> Policy:
    """The rule of the desk: tickets of P1 and P2 that sound urgent or come from enterprises first.

    The places are drawn by lot: `epsilon` of them among all open tickets, the others among those of the rule;
    what these leave goes to the rest of P1 and P2, then to anybody. If the columns that the rule needs are
    missing or null, it cannot tell its tickets and treats all alike.
    """

    def decide(day: Day) -> Decision:
        columns = day.columns
        severity = columns.get("severity", np.full(len(columns["ticket_id"]), "unknown", object))
        severe = (severity == "P1") | (severity == "P2")
        first = severe & (says_urgent(columns["subject"]) | (columns["plan"] == "enterprise"))
        tiers = [first, severe, np.ones_like(severe)]
        return _drawn(day, with_exploration(tiers, columns["still_open"], day.places, epsilon), seed)

    return decide


def random_share(share: float = 1.0, seed: int = 0) -> Policy:
    """Give each open ticket the same chance, so that `share` of the places are used on average."""
    if not 0 <= share <= 1:
        raise ValueError(f"share must be a number from 0 to 1, got {share!r}")

    def decide(day: Day) -> Decision:
        is_open = day.columns["still_open"]
        return _drawn(day, with_exploration([], is_open, day.places * share, 1.0), seed)

    return decide


def by_score(score: Callable[[pd.DataFrame], np.ndarray], epsilon: float = 0.0, seed: int = 0) -> Policy:
    """Give the places to the open tickets with the highest score, and a share `epsilon` of them to anybody.

    Parameters
    ----------
    score : callable
        Takes `Day.tickets`, returns one number a row; a row whose score is missing comes last.
    """

    def decide(day: Day) -> Decision:
        is_open = day.columns["still_open"]
        # A model need not cope with a day, or an arm of an experiment, without any ticket.
        value = np.asarray(score(day.tickets), float) if len(is_open) else np.zeros(0)
        if value.shape != is_open.shape:
            raise ValueError(
                f"score must return one number for each of {len(is_open)} rows, got {value.shape}"
            )
        value = np.where(is_open & ~np.isnan(value), value, -np.inf)
        value[_repeated(day.columns["ticket_id"])] = -np.inf
        order = np.lexsort((lot(day.columns["ticket_id"], f"tie {seed}"), -value))
        top = np.zeros(len(value), bool)
        top[order[: day.places]] = True
        top &= value > -np.inf
        return _drawn(day, with_exploration([top], is_open, day.places, epsilon), seed)

    return decide


def decided(policy: Policy, day: Day) -> Decision:
    """What a policy says about a day.

    Raises
    ------
    TypeError
        If the policy returns something else than a `Decision` or ticket_ids.
    """
    answer = policy(day) if len(day.columns["ticket_id"]) else nobody(day)
    if isinstance(answer, Decision):
        return answer
    if answer is None or callable(answer):
        message = "the policy must return a Decision or a list of ticket_ids; "
        hint = "call it first, like incumbent_rule()" if callable(answer) else "it returned nothing"
        raise TypeError(message + hint)
    return Decision(np.array(list(answer), object), None)


def says_urgent(subjects: np.ndarray) -> np.ndarray:
    """Whether each subject begins with a word that the desk takes for haste."""
    return np.array([str(subject).lower().startswith(URGENT_WORDS) for subject in subjects], bool)


URGENT_WORDS = (
    "urgent", "asap", "production down", "critical", "dringend", "sofort", "produktion steht", "kritisch",
    "urgente", "cuanto antes", "¡producción caída", "crítico", "au plus vite", "production à l'arrêt",
    "critique",
    "【緊急", "至急", "本番停止", "【重大",
)  # fmt: skip


def _repeated(ids: np.ndarray) -> np.ndarray:
    """Whether each row repeats a ticket that stands further up."""
    first = np.zeros(len(ids), bool)
    first[np.unique(ids.astype(str), return_index=True)[1]] = True
    return ~first


def _drawn(day: Day, chance: np.ndarray, seed: int) -> Decision:
    """Draw with these chances; rows that come twice count once."""
    ids = day.columns["ticket_id"]
    once = ~_repeated(ids)
    ids, chance = ids[once], chance[once]
    # An identifier is drawn at random, so the least of them makes the start differ from world to world.
    start = lot(np.array([min(ids, default="")]), f"start {seed} {day.date}")[0]
    drawn = systematic_sample(chance, lot(ids, f"rank {seed}"), start)
    return Decision(ids[drawn], pd.Series(chance, index=ids))
