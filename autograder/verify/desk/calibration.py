"""Is the truth true? Chances against outcomes, and logged chances of a place against places given."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add

import numpy as np
import pandas as pd
from scipy.stats import chi2

from autograder.verify.desk.finding import Effort, Finding, Proof
from autograder.verify.desk.workers import over
from craftdata import desk
from craftdata.desk.policies import Policy

BINS = 20
WORLDS = 40
# A correct world fails one run in 10,000 by each of these: the findings are not luck.
LEAST_P = 1e-4
LONG = desk.Scenario(days=300, tickets_per_day=200)
DECIDED = desk.Scenario(days=56, tickets_per_day=100, fast_lane_places=20)


def _by_sla(tickets: pd.DataFrame) -> np.ndarray:
    return -tickets["sla_hours"].to_numpy()


def _experiment(unit: str) -> Policy:
    return desk.Experiment(unit, salt="calibration").policy(
        control=desk.policies.incumbent_rule(epsilon=0.1),
        treatment=desk.policies.by_score(_by_sla, epsilon=0.3))


RANDOM = "random share"
POLICIES: dict[str, Callable[[], Policy]] = {
    RANDOM: lambda: desk.policies.random_share(0.9),
    "incumbent rule": lambda: desk.policies.incumbent_rule(epsilon=0.05),
    "by score, a fifth explores": lambda: desk.policies.by_score(_by_sla, epsilon=0.2),
    "experiment by ticket": lambda: _experiment("ticket"),
    "experiment by account": lambda: _experiment("account"),
    "switchback": lambda: _experiment("switchback"),
}
TRUTHS = {
    "Left alone, tickets breach as often as their closed-form chance says": ("p_breach", "breach_alone"),
    "With their luck, they would breach in the fast lane as often as its chance says":
        ("p_breach_fast", "breach_fast"),
}


@dataclass(frozen=True)
class Binned:
    """Events summed in 20 bins of equal width of their chance. All arrays begin with an axis of bins.

    n, happened, expected: tickets, events and the sum of their chances. variance: (BINS, BINS) of
    `happened - expected`.
    """

    n: np.ndarray
    happened: np.ndarray
    expected: np.ndarray
    variance: np.ndarray

    def __add__(self, other: Binned) -> Binned:
        return Binned(self.n + other.n, self.happened + other.happened, self.expected + other.expected,
                      self.variance + other.variance)

    @cached_property
    def used(self) -> np.ndarray:
        """Bins in which enough can happen for a normal approximation (bool)."""
        return np.minimum(self.expected, self.n - self.expected) >= 10

    @property
    def p_value(self) -> float:
        """Of chi-squared over the bins in use; where their sum cannot vary, with a degree of freedom less."""
        gap = (self.happened - self.expected)[self.used]
        variance = self.variance[np.ix_(self.used, self.used)]
        freedom = int(np.linalg.matrix_rank(variance, tol=1e-6 * variance.trace(), hermitian=True))
        total = gap @ np.linalg.pinv(variance, rcond=1e-6, hermitian=True) @ gap
        return float(chi2.sf(total, freedom))


def binned(chance: np.ndarray, happened: np.ndarray, day: np.ndarray | None = None,
           by: np.ndarray | None = None) -> Binned:
    """Events in bins of `by`, a number from 0 to 1 and their chance itself if not given.

    They are independent of each other, or, where `day` (ints from 0) is given, from day to day: the places
    of a day are drawn together, so their number in a bin varies otherwise than that of independent draws,
    and its variance is taken from the days themselves.
    """
    place = np.minimum(((chance if by is None else by) * BINS).astype(int), BINS - 1)
    n, seen, expected, spread = (np.bincount(place, weights, BINS) for weights in (
        np.ones(len(chance)), happened, chance, chance * (1 - chance)))
    if day is None:
        return Binned(n, seen, expected, np.diag(spread))
    days = int(day.max()) + 1
    gap = np.bincount(day * BINS + place, happened - chance, days * BINS).reshape(days, BINS)
    return Binned(n, seen, expected, gap.T @ gap)


def measure_truth(seed: int) -> dict[str, Binned]:
    """Outcomes by chance in a world without a fast lane."""
    world = desk.World(seed, LONG)
    world.run()
    truth = world.truth().query("open_at_decision")
    return {claim: binned(truth[chance].to_numpy(), truth[outcome].to_numpy())
            for claim, (chance, outcome) in TRUTHS.items()}


def measure_places(seed: int) -> dict[str, Binned]:
    """Places by logged chance, policy by policy; and of those drawn at random, outcomes by chance."""
    found = {}
    for name, policy in POLICIES.items():
        world = desk.World(seed, DECIDED)
        world.run(policy())
        truth = world.truth().query("open_at_decision and propensity == propensity")
        # A day's tickets have one chance if all is left to lot; then the bins are those of their risk.
        risk = truth["p_breach"].to_numpy() if name == RANDOM else None
        found[name] = binned(truth["propensity"].to_numpy(), truth["fast_lane"].to_numpy(),
                             truth["day"].to_numpy(), risk)
        if name == RANDOM:
            own = truth[truth["fast_lane"]]
            found["treated"] = binned(own["p_breach_fast"].to_numpy(), own["breach"].to_numpy())
    return found


def run(effort: Effort) -> Sequence[Finding]:
    """Both truths and the chances that six policies log."""
    seeds = effort.of(WORLDS, least=2)
    truths = over(measure_truth, seeds, effort)
    places = over(measure_places, seeds, effort)
    claims = [(claim, [world[claim] for world in truths]) for claim in TRUTHS]
    claims.append(("Those put in the fast lane by lot breach as often as its chance says",
                   [world["treated"] for world in places]))
    claims += [(f"Places are given as often as the logged chance says: {name}", [w[name] for w in places])
               for name in POLICIES]
    return [_finding(claim, parts) for claim, parts in claims]


def _finding(claim: str, parts: Sequence[Binned]) -> Finding:
    total = reduce(add, parts)
    figure = (f"p {total.p_value:.2g} (chi-squared, {total.used.sum()} bins, {total.n.sum():,.0f} tickets, "
              f"{len(parts)} worlds; {total.happened.sum() / total.n.sum():.4f} against "
              f"{total.expected.sum() / total.n.sum():.4f})")
    return Finding(f"{claim}.", figure, f"p at least {LEAST_P:g}", total.p_value >= LEAST_P)


PROOF = Proof("calibration", "the truth and the logged chances are true", run)
