"""What a decision is worth: policies by the share of the avoidable cost that they avoid."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from autograder.verify.desk.deployment import Past, branch, expected_outcome, past_of
from autograder.verify.desk.finding import Effort, Finding, Proof, given
from autograder.verify.desk.scorers import Scorer, features, penalty_of
from autograder.verify.desk.served import served
from autograder.verify.desk.workers import over
from craftdata import desk
from craftdata.desk.ledger import Ledger

HISTORY_DAYS, WATCHED_DAYS, TICKETS_PER_DAY = 224, 56, 220.0
PLACES = (20, 40)
SEEDS = 8
ENOUGH = 4  # worlds from which small differences are judged
BEST = "best: true uplift x penalty"
Score = Callable[[pd.DataFrame], np.ndarray]
PolicyIn = Callable[[desk.World], desk.policies.Policy]
Risk = Callable[[Ledger, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Valued:
    """One world: the share of the avoidable cost that each policy avoids, and how well its models rank."""

    places: int
    share: dict[str, float]
    saved: float
    auc: dict[str, float]


def measure(world_of: tuple[int, int]) -> Valued:
    """Run every policy on the same future of one world (seed, places).

    The history gives its places by lot, so that outcomes in the fast lane are known too. "best" ranks by the
    true uplift in euros, ticket by ticket; it does not weigh the work that a place adds to the queue.
    """
    seed, places = world_of
    scenario = desk.Scenario(days=HISTORY_DAYS + WATCHED_DAYS, tickets_per_day=TICKETS_PER_DAY,
                             fast_lane_places=places)
    world = desk.World(seed, scenario)
    world.run(desk.policies.random_share(), days=HISTORY_DAYS)
    past = past_of(world)
    linear, boosted = past.fit(linear=True), past.fit()
    costs, auc = {}, {}
    for name, policy_in in _policies(past, linear, boosted).items():
        future = branch(world)
        future.run(policy_in(future))
        costs[name] = expected_outcome(future, HISTORY_DAYS)["cost"].sum()
        if name == "nobody":
            auc = _ranking(future, linear, boosted)
    avoidable = costs["nobody"] - costs[BEST]
    share = {name: (costs["nobody"] - cost) / avoidable for name, cost in costs.items()}
    return Valued(places, share, avoidable / costs["nobody"], auc)


def _policies(past: Past, linear: Scorer, boosted: Scorer) -> dict[str, PolicyIn]:
    """Each policy by its name, as a function of the world that it decides in."""

    def by(score: Score) -> PolicyIn:
        return lambda world: desk.policies.by_score(score)

    def known(risk: Risk, costs: bool) -> PolicyIn:
        return lambda world: desk.policies.by_score(known_to(world, risk, costs))

    return {
        "nobody": lambda world: desk.policies.nobody,
        "random": lambda world: desk.policies.random_share(),
        "incumbent rule": lambda world: desk.policies.incumbent_rule(epsilon=0.0),
        "LR by p": by(linear),
        "HGB by p": by(boosted),
        "true p": known(lambda ledger, own: ledger.p_alone[own], costs=False),
        "LR p x penalty": by(lambda tickets: linear(tickets) * penalty_of(tickets)),
        "HGB p x penalty": by(lambda tickets: boosted(tickets) * penalty_of(tickets)),
        "HGB uplift x penalty": by(_rescuable(past, boosted)),
        "true p x penalty": known(lambda ledger, own: ledger.p_alone[own], costs=True),
        BEST: known(
            lambda ledger, own: ledger.p_alone[own] - ledger.p_fast[own], costs=True),
    }


def known_to(world: desk.World, risk: Risk, costs: bool) -> Score:
    """A score that reads the truth of a world."""
    place = {name: k for k, name in enumerate(world.ticket_ids)}

    def score(tickets: pd.DataFrame) -> np.ndarray:
        own = np.array([place[name] for name in tickets["ticket_id"]])
        return risk(world.course.ledger, own) * (penalty_of(tickets) if costs else 1.0)

    return score


def _rescuable(past: Past, boosted: Scorer) -> Score:
    """Euros that a place is expected to save.

    A few thousand tickets had a place, too few for a boosting model of their own (its noise costs more than
    it gains); so their breach is a logistic function of the chance when left alone and of the hours left.
    """

    def terms(table: pd.DataFrame) -> np.ndarray:
        p = np.clip(boosted.of(table), 1e-4, 1 - 1e-4)
        hours = (np.log1p(table[name]) for name in ("open_hours", "sla_hours", "team_wait_h"))
        return np.column_stack([np.log(p / (1 - p)), *hours])

    placed = ~past.left_alone
    model = make_pipeline(StandardScaler(), LogisticRegression())
    model.fit(terms(past.table[placed]), past.frame["breach"].to_numpy()[placed])

    def score(tickets: pd.DataFrame) -> np.ndarray:
        table = features(tickets)
        return (boosted.of(table) - model.predict_proba(terms(table))[:, 1]) * penalty_of(tickets)

    return score


def _ranking(future: desk.World, linear: Scorer, boosted: Scorer) -> dict[str, float]:
    """AUC of the models and of the truth on a future in which everybody is left alone."""
    frame = served(future)
    frame = frame[(frame["day"] >= HISTORY_DAYS) & frame["still_open"]]
    table = features(frame)
    scores = {"LR": linear.of(table), "HGB": boosted.of(table), "true p": frame["p_breach"]}
    return {name: roc_auc_score(frame["breach"], score) for name, score in scores.items()}


def prove(effort: Effort) -> list[Finding]:
    """Measure and judge."""
    seeds = effort.of(SEEDS, least=2)
    worlds = over(measure, [(seed, places) for seed in seeds for places in PLACES], effort)
    findings = [_table(worlds, places) for places in PLACES]
    judges = (_costs_matter, _ranker, _risk_is_not_uplift, _estimated)
    return [*findings, *(judge(worlds) for judge in judges)]


def _table(worlds: Sequence[Valued], places: int) -> Finding:
    own = [world for world in worlds if world.places == places]
    shares = pd.DataFrame([world.share for world in own]).mean()
    auc = pd.DataFrame([world.auc for world in own]).mean()
    figure = ", ".join(f"{name} {share:.2f}" for name, share in shares.items())
    saved = np.mean([world.saved for world in own])
    return Finding(
        f"A policy is worth its share of the cost that {places} places a day can avoid.",
        f"{figure}; best saves {saved:.1%} of the cost; AUC "
        + ", ".join(f"{name} {value:.3f}" for name, value in auc.items()) + f"; n = {len(own)} worlds",
        "reported", None)


def _gap(worlds: Sequence[Valued], more: str, less: str, places: int | None = None) -> np.ndarray:
    """How much more one policy is worth than another in each world."""
    own = (world for world in worlds if places in (None, world.places))
    return np.array([world.share[more] - world.share[less] for world in own])


def _costs_matter(worlds: Sequence[Valued]) -> Finding:
    ladder = ("nobody", "random", "incumbent rule", "HGB by p", "LR p x penalty", BEST)
    gaps = np.array([_gap(worlds, more, less) for less, more in zip(ladder[:-1], ladder[1:], strict=True)])
    return Finding(
        "The worse ranker with costs beats the better one without: " + " < ".join(ladder) + ".",
        f"least step on average {gaps.mean(axis=1).min():.3f}; {int((gaps <= 0).sum())} of {gaps.size} steps "
        f"in {gaps.shape[1]} worlds the other way",
        "at most one step in 20 the other way, none on average",
        bool((gaps.mean(axis=1) > 0).all() and (gaps <= 0).mean() <= 0.05))


def _ranker(worlds: Sequence[Valued]) -> Finding:
    gap = _gap(worlds, "true p", "HGB by p", places=PLACES[0])
    auc = np.array([world.auc["true p"] - world.auc["HGB"] for world in worlds if world.places == PLACES[0]])
    return Finding(
        f"A far better ranker is no better a policy: true p against HGB by p at {PLACES[0]} places.",
        f"AUC {auc.mean():+.3f}, value {gap.mean():+.3f} +- {_error(gap):.3f} (n = {len(gap)} worlds)",
        "AUC at least .03 higher, value at most .02 higher",
        given(len(gap) >= ENOUGH, auc.mean() > 0.03 and gap.mean() < 0.02))


def _risk_is_not_uplift(worlds: Sequence[Valued]) -> Finding:
    gap = _gap(worlds, BEST, "true p x penalty")
    return Finding(
        "Risk is not uplift: even the true chance of a breach times its cost leaves value behind.",
        f"{gap.mean():.3f} of the value on average, {gap.min():.3f} at least (n = {len(gap)} worlds)",
        "above .03 on average, above 0 in each", bool(gap.mean() > 0.03 and gap.min() > 0))


def _estimated(worlds: Sequence[Valued]) -> Finding:
    gap = _gap(worlds, "HGB uplift x penalty", "HGB p x penalty")
    return Finding(
        "Uplift estimated from places given by lot is worth about what risk times penalty is, or more.",
        f"{gap.mean():+.3f} +- {_error(gap):.3f} of the value (n = {len(gap)} worlds)",
        "above -.02 on average",
        given(len(gap) >= ENOUGH, gap.mean() > -0.02))


def _error(gap: np.ndarray) -> float:
    return float(gap.std(ddof=1) / np.sqrt(len(gap)))


PROOF = Proof("decisions", "What a decision is worth", prove)
