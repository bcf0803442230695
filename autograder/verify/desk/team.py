"""The team's pipeline: what its README says of its choices, measured on desks like the one it runs on."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from autograder.verify.desk.decisions import known_to
from autograder.verify.desk.deployment import branch, expected_outcome
from autograder.verify.desk.finding import Effort, Finding, Proof, given
from autograder.verify.desk.workers import over
from craftdata import desk
from craftdata.desk import policies
from craftdata.pipeline import clean, features, ingest, join, monitor, operate, train
from craftdata.pipeline.config import Config
from craftdata.pipeline.join import PENALTY
from craftdata.pipeline.model import Model
from craftdata.pipeline.served_log import ServedLog, recorded

SEEDS, WATCHED_DAYS = 16, 42
ENOUGH = 6  # worlds from which small differences are judged
TICKETS_PER_DAY, PLACES = 60.0, 4
TEAM, BOOSTED = "team", "made of boosted trees"
ISOTONIC, BARE = "calibrated by isotonic regression", "not calibrated"
SCORE, BY_CHANCE, RULE, TRUE_CHANCE, BEST = "score", "by chance", "rule", "true chance x penalty", "best"


@dataclass(frozen=True)
class Judged:
    """One desk: log-loss by kind of model, share of the avoidable cost by policy, and days with an alarm."""

    loss: dict[str, float]
    share: dict[str, float]
    alarms: int


def measure(seed: int) -> Judged:
    """Train as the team does after `Config.history_days`, then let six weeks pass under several policies."""
    config, served = Config(), ServedLog()
    days = config.history_days + WATCHED_DAYS
    world = desk.World(seed, desk.Scenario(days=days, tickets_per_day=TICKETS_PER_DAY,
                                           fast_lane_places=PLACES))
    watched = world.run(recorded(policies.incumbent_rule(), served), config.history_days)
    as_of = operate.end_of(watched[-1])
    data = ingest.extract(world, served, as_of)
    periods = train.split(join.examples(data, config), config)
    model = train.fit(periods, config)
    return Judged(_losses(periods, model, config), _shares(world, model, config.history_days),
                  _alarms(world, served, model, as_of, config))


def _losses(periods: train.Periods, model: Model, config: Config) -> dict[str, float]:
    """Log-loss on the test period of the team's model and of what it might have been."""
    tables = {name: features.build(getattr(periods, name)) for name in ("train", "calibration", "test")}
    later = periods.calibration["breach"].to_numpy()
    bare = train.fit_weights(periods.train, config)
    isotonic = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip")
    isotonic.fit(bare.margin(tables["calibration"]), later)
    trees = HistGradientBoostingClassifier(max_iter=150, learning_rate=0.06, max_leaf_nodes=15,
                                           min_samples_leaf=40, l2_regularization=1.0, random_state=0)
    trees.fit(tables["train"], periods.train["breach"])
    platt = LogisticRegression(C=np.inf)
    platt.fit(trees.decision_function(tables["calibration"])[:, None], later)
    said = {
        TEAM: model.probability(tables["test"]),
        BARE: bare.probability(tables["test"]),
        ISOTONIC: isotonic.predict(bare.margin(tables["test"])),
        BOOSTED: platt.predict_proba(trees.decision_function(tables["test"])[:, None])[:, 1],
    }
    return {name: log_loss(periods.test["breach"], chance) for name, chance in said.items()}


def _shares(world: desk.World, model: Model, first_day: int) -> dict[str, float]:
    """Share of the avoidable cost that each policy avoids in the weeks to come, by the truth."""

    def chance(tickets: pd.DataFrame) -> np.ndarray:
        return model.probability(features.build(tickets))

    def score(tickets: pd.DataFrame) -> np.ndarray:
        return chance(tickets) * tickets["plan"].map(PENALTY).to_numpy(float)

    policy_in: dict[str, Callable[[desk.World], policies.Policy]] = {
        "nobody": lambda future: policies.nobody,
        RULE: lambda future: policies.incumbent_rule(epsilon=0.0),
        BY_CHANCE: lambda future: policies.by_score(chance),
        SCORE: lambda future: policies.by_score(score),
        TRUE_CHANCE: lambda future: policies.by_score(
            known_to(future, lambda ledger, own: ledger.p_alone[own], costs=True)),
        BEST: lambda future: policies.by_score(
            known_to(future, lambda ledger, own: ledger.p_alone[own] - ledger.p_fast[own], costs=True)),
    }
    costs = {}
    for name, made in policy_in.items():
        future = branch(world)
        future.run(made(future))
        costs[name] = expected_outcome(future, first_day)["cost"].sum()
    avoidable = costs["nobody"] - costs[BEST]
    return {name: (costs["nobody"] - cost) / avoidable for name, cost in costs.items()}


def _alarms(world: desk.World, served: ServedLog, model: Model, as_of: pd.Timestamp, config: Config) -> int:
    """Alarms of six quiet weeks under the desk's own rule."""
    world.run(recorded(policies.incumbent_rule(), served))
    events = clean.one_row_an_event(world.events())
    return len(monitor.watch(served.table(), events, model, as_of, config))


def prove(effort: Effort) -> list[Finding]:
    """Measure and judge."""
    worlds = over(measure, effort.of(SEEDS, least=2), effort)
    enough, sample = len(worlds) >= ENOUGH, f"n = {len(worlds)} desks"
    loss = {name: np.array([world.loss[name] for world in worlds]) for name in worlds[0].loss}
    share = {name: np.mean([world.share[name] for world in worlds]) for name in worlds[0].share}

    def worse(name: str, wanted: str = "no better on average") -> Finding:
        more = loss[name] - loss[TEAM]
        figure = (f"log-loss {loss[name].mean():.3f} against {loss[TEAM].mean():.3f}, {more.mean():+.4f}; "
                  f"worse on {np.sum(more > 0)} of {len(worlds)} desks")
        return Finding(f"The team's model against one that is {name}.", figure, wanted,
                       given(enough and wanted != "reported", more.mean() >= 0))

    alarms = sum(world.alarms for world in worlds)
    quarter = alarms / len(worlds) * 91 / WATCHED_DAYS
    return [
        worse(BOOSTED), worse(ISOTONIC), worse(BARE, "reported"),
        Finding("Ordering by chance times penalty pays, ordering by chance or by the old rule less.",
                ", ".join(f"{name} {value:.2f}" for name, value in share.items())
                + f" of what is possible in {WATCHED_DAYS} days; {sample}",
                "score > by chance > rule",
                given(enough, share[SCORE] > share[BY_CHANCE] > share[RULE])),
        Finding("Even the true chance times penalty leaves value behind: what the fast lane changes.",
                f"{share[BEST] - share[TRUE_CHANCE]:.2f} of what is possible; {sample}", "above 0",
                given(enough, share[BEST] > share[TRUE_CHANCE])),
        Finding("On quiet desks the monitor is quiet.",
                f"{alarms} alarms on {len(worlds)} desks of {WATCHED_DAYS} days, {quarter:.2f} a quarter",
                "at most one a quarter", given(enough, quarter <= 1)),
    ]


PROOF = Proof("team", "What the team's README says of its pipeline", prove)
