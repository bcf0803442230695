"""The ladder: what each kind of information is worth, over fresh worlds."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import log_loss, roc_auc_score

from autograder.verify.desk.best_possible import best_possible
from autograder.verify.desk.finding import Effort, Finding, Proof
from autograder.verify.desk.rungs import FORM, RUNGS, boosted, columns_of, linear, table_of
from autograder.verify.desk.served import served
from autograder.verify.desk.workers import over
from craftdata import desk

WORLDS, MOST_VIOLATIONS = 30, 1 / 30
SCENARIO = desk.Scenario(days=365, tickets_per_day=220)
TRAIN_DAYS, TEST_DAYS = range(60, 270), range(280, 365)
CONSTANT, LINEAR, FULL = "constant", "logistic regression, raw form fields", f"boosting, {RUNGS[-1].name}"
ENGINEERED, BEST, TRUTH = "logistic regression, all, engineered", "best possible from what shows", "the truth"
STEPS = (CONSTANT, LINEAR, *(f"boosting, {rung.name}" for rung in RUNGS))
# What the design reached in 6 worlds; the mean of a few worlds may miss it by so much for luck alone.
LEAST_AUC, LEAST_AUC_OF_TRUTH, LUCK_OF_FEW = 0.876, 0.918, 0.02
LEAST_ROOM = 0.15  # share of the regret of a constant between full boosting and the best possible


@dataclass(frozen=True)
class Score:
    """How good one prediction is in one world.

    auc, log_loss: against outcomes. regret: mean KL(truth || prediction), nats. removed: share of the
    constant's regret that is gone.
    """

    auc: float
    log_loss: float
    regret: float
    removed: float


def measure(seed: int) -> dict[str, Score]:
    """Every step in one world in which all tickets are left alone: train on days 60-269, test on 280-364."""
    world = desk.World(seed, SCENARIO)
    world.run()
    tickets = served(world).query("still_open")
    table, breach = table_of(tickets), tickets["breach_alone"].to_numpy()
    train, test = (np.flatnonzero(tickets["day"].isin(days)) for days in (TRAIN_DAYS, TEST_DAYS))
    predicted = {CONSTANT: np.full(len(test), breach[train].mean())}

    def with_columns(names: list[str]) -> tuple:
        return table.iloc[train][names], breach[train], table.iloc[test][names]

    predicted[LINEAR] = linear(*with_columns(list(FORM)), engineered=False)
    for number, rung in enumerate(RUNGS):
        predicted[f"boosting, {rung.name}"] = boosted(*with_columns(columns_of(number)))
    predicted[ENGINEERED] = linear(*with_columns(columns_of(len(RUNGS) - 1)), engineered=True)
    place = {name: number for number, name in enumerate(world.ticket_ids)}
    part = np.array([place[name] for name in tickets["ticket_id"].iloc[test]])
    predicted[BEST] = best_possible(world, part)
    truth = tickets["p_breach"].to_numpy()[test]
    predicted[TRUTH] = truth
    constant = regret(truth, predicted[CONSTANT])
    return {name: Score(roc_auc_score(breach[test], p), log_loss(breach[test], _inside(p)),
                        regret(truth, p), 1 - regret(truth, p) / constant) for name, p in predicted.items()}


def regret(truth: np.ndarray, predicted: np.ndarray) -> float:
    """Mean KL(truth || predicted) of Bernoulli chances, nats: what a prediction costs beyond all luck."""
    p, q = np.clip(truth, 1e-12, 1 - 1e-12), _inside(predicted)
    return float(np.mean(p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))))


def _inside(p: np.ndarray) -> np.ndarray:
    return np.clip(p, 1e-6, 1 - 1e-6)


def run(effort: Effort) -> Sequence[Finding]:
    """Each step, the order of the steps, and what is left above them."""
    return list(findings_of(over(measure, effort.of(WORLDS), effort)))


def findings_of(worlds: Sequence[dict[str, Score]]) -> Iterator[Finding]:
    """What the scores of some worlds say."""
    for name in (*STEPS, ENGINEERED, BEST, TRUTH):
        yield Finding(f"Scores of: {name}.", _summary([world[name] for world in worlds]), "reported", None)
    yield from (_order(worlds), _targets(worlds), _room(worlds))


def _summary(scores: Sequence[Score]) -> str:
    auc = [score.auc for score in scores]
    loss, lost, removed = (np.mean([getattr(score, name) for score in scores])
                           for name in ("log_loss", "regret", "removed"))
    spread = [score.regret for score in scores]
    return (f"AUC {np.mean(auc):.3f} [{min(auc):.3f}-{max(auc):.3f}], log-loss {loss:.3f}, regret {lost:.4f} "
            f"[{min(spread):.4f}-{max(spread):.4f}], removed {removed:.0%}")


def violations(world: dict[str, Score]) -> list[str]:
    """Steps that do not lower the regret of the one before."""
    return [upper for lower, upper in zip(STEPS, STEPS[1:], strict=False)
            if world[upper].regret >= world[lower].regret]


def _order(worlds: Sequence[dict[str, Score]]) -> Finding:
    """Judged by regret, which holds no luck of the labels; the same by log-loss is reported beside it."""
    broken = [violations(world) for world in worlds]
    bad = sum(map(bool, broken))
    by_loss = sum(any(world[b].log_loss >= world[a].log_loss for a, b in zip(STEPS, STEPS[1:], strict=False))
                  for world in worlds)
    least = min((world[a].regret - world[b].regret, b) for world in worlds
                for a, b in zip(STEPS, STEPS[1:], strict=False))
    figure = (f"{bad} of {len(worlds)} worlds with a step that does not lower the regret"
              + "".join(f"; {name}" for names in broken for name in names)
              + f"; least gain {least[0]:.4f} ({least[1]}); by log-loss {by_loss} worlds")
    return Finding(f"From constant to full boosting, {len(STEPS) - 1} steps come in the same order.", figure,
                   "at most 1 world in 30", bad <= max(MOST_VIOLATIONS * len(worlds), 0))


def _targets(worlds: Sequence[dict[str, Score]]) -> Finding:
    slack = 0.0 if len(worlds) >= WORLDS else LUCK_OF_FEW
    full, truth = (float(np.mean([world[name].auc for world in worlds])) for name in (FULL, TRUTH))
    return Finding("Worlds are as predictable as the design asks for.",
                   f"mean AUC {full:.3f} of full boosting, {truth:.3f} of the truth, {len(worlds)} worlds",
                   f"at least {LEAST_AUC - slack:.3f} and {LEAST_AUC_OF_TRUTH - slack:.3f}",
                   full >= LEAST_AUC - slack and truth >= LEAST_AUC_OF_TRUTH - slack)


def _room(worlds: Sequence[dict[str, Score]]) -> Finding:
    room = [world[BEST].removed - world[FULL].removed for world in worlds]
    return Finding("Above full boosting there is room for better features.",
                   f"{np.mean(room):.0%} of a constant's regret [{min(room):.0%}-{max(room):.0%}] lies "
                   "between full boosting and the best possible", f"mean at least {LEAST_ROOM:.0%}",
                   float(np.mean(room)) >= LEAST_ROOM)


PROOF = Proof("ladder", "what each kind of information is worth", run)
