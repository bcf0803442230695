"""A model retrained on the outcomes of its own interventions, against one with an exploration holdout."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from autograder.verify.desk.deployment import BURN_IN_DAYS, MOST_PROPENSITY, branch
from autograder.verify.desk.finding import Effort, Finding, Proof, given
from autograder.verify.desk.ladder import regret
from autograder.verify.desk.scorers import Scorer, features, fit
from autograder.verify.desk.workers import over
from craftdata import desk
from craftdata.desk.sampling import lot

ROUNDS, ROUND_DAYS = 7, 28
HISTORY_DAYS, WINDOW_DAYS = BURN_IN_DAYS + 98, 98  # each fit sees the last fourteen weeks
TICKETS_PER_DAY, SEEDS = 120.0, 8
THRESHOLD = 0.4  # everybody above it gets a place
HOLDOUT = 0.15  # share of those that is left alone by lot, in the careful loop
TOP = 0.2
ENOUGH = 4  # worlds from which small differences are judged
LOOPS = ("frozen", "naive", "holdout")


@dataclass(frozen=True)
class Loop:
    """One world under one way of retraining.

    rounds: one row a round: `predicted` and `true` (mean chance of a breach if left alone of the riskiest
    fifth by the first model), `regret` (mean KL of the truth against the prediction, nats), `places` (a day),
    `breaches` (share, expected).
    """

    name: str
    rounds: pd.DataFrame


def measure(seed: int) -> tuple[Loop, ...]:
    """Run all loops on the same future of one world; its past left every ticket alone."""
    days = HISTORY_DAYS + ROUNDS * ROUND_DAYS
    scenario = desk.Scenario(days=days, tickets_per_day=TICKETS_PER_DAY, fast_lane_places=10_000)
    world = desk.World(seed, scenario)
    world.run(days=HISTORY_DAYS - WINDOW_DAYS)
    past = _run(world, None, WINDOW_DAYS, 0.0)
    first = _retrained(world, past, naive=False)
    return tuple(_loop(name, branch(world), past, first) for name in LOOPS)


def _loop(name: str, world: desk.World, log: pd.DataFrame, first: Scorer) -> Loop:
    model, rounds = first, []
    for number in range(ROUNDS):
        if number and name != "frozen":
            model = _retrained(world, log, naive=name == "naive")
        new = _run(world, model, ROUND_DAYS, HOLDOUT if name == "holdout" else 0.0)
        rounds.append(_judged(world, new, first))
        log = pd.concat([log, new])
    return Loop(name, pd.DataFrame(rounds))


def _run(world: desk.World, model: Scorer | None, days: int, holdout: float) -> pd.DataFrame:
    """Some days under a model (None: nobody); the features of their tickets, with `score` and `day`."""
    tables = []
    for _ in range(days):
        day = world.open_day()
        ids, is_open = day.columns["ticket_id"], day.columns["still_open"]
        table = features(day.tickets).set_index(pd.Index(ids, name="ticket_id"))
        score = np.zeros(len(ids)) if model is None else model.of(table)
        chance = np.where(is_open & (score > THRESHOLD), 1 - holdout, 0.0)
        placed = ids[lot(ids, "feedback") < chance]
        world.close_day(placed, pd.Series(chance, index=ids))
        tables.append(table.assign(score=score, day=day.number)[is_open])
    return pd.concat(tables)


def _retrained(world: desk.World, log: pd.DataFrame, naive: bool) -> Scorer:
    """A model of the known outcomes of the last weeks: all of them alike, or those left alone, weighted."""
    now = pd.Timestamp(world.scenario.start, tz="UTC") + pd.Timedelta(seconds=world.now_s)
    log = log[log["day"] >= world.course.day - WINDOW_DAYS]
    truth = world.truth().set_index("ticket_id").loc[log.index]
    used = (truth["known_at"] <= now).to_numpy()
    weight = np.ones(len(log))
    if not naive:
        used = used & ~truth["fast_lane"].to_numpy()
        weight = 1 / (1 - truth["propensity"].to_numpy().clip(max=MOST_PROPENSITY))
    table = log.drop(columns=["score", "day"])
    return fit(table[used], truth["breach"].to_numpy()[used], weight=weight[used])


def _judged(world: desk.World, log: pd.DataFrame, first: Scorer) -> dict[str, float]:
    """One round: the predictions that were served against the truth."""
    truth = world.truth().set_index("ticket_id").loc[log.index]
    p = truth["p_breach"].to_numpy()
    score = log["score"].to_numpy()
    risk = first.of(log.drop(columns=["score", "day"]))
    top = risk >= np.quantile(risk, 1 - TOP)
    expected = np.where(truth["fast_lane"], truth["p_breach_fast"], p)
    return {"predicted": score[top].mean(), "true": p[top].mean(), "regret": regret(p, score),
            "places": truth["fast_lane"].sum() / ROUND_DAYS, "breaches": expected.mean(),
            "cost": (expected * truth["penalty"]).mean()}


def prove(effort: Effort) -> list[Finding]:
    """Measure and judge."""
    worlds = over(measure, effort.of(SEEDS, least=2), effort)
    means = {name: sum(_rounds(world, name) for world in worlds) / len(worlds) for name in LOOPS}
    tables = [_table(name, means[name], len(worlds)) for name in LOOPS]
    judged = [judge(worlds) for judge in (_naive_decays, _holdout_stays, _regret)]
    return [*tables, *judged, _price(means, len(worlds))]


def _rounds(world: Sequence[Loop], name: str) -> pd.DataFrame:
    return next(loop.rounds for loop in world if loop.name == name)


def _table(name: str, rounds: pd.DataFrame, n: int) -> Finding:
    def line(column: str, digits: int) -> str:
        return " ".join(f"{value:.{digits}f}" for value in rounds[column])

    return Finding(
        f"{name.capitalize()} model, {ROUNDS} rounds of {ROUND_DAYS} days with everybody above {THRESHOLD} "
        "in the fast lane.",
        f"riskiest fifth: predicted {line('predicted', 2)}, true {line('true', 2)}; regret "
        f"{line('regret', 3)}; places a day {line('places', 1)}; breach rate {line('breaches', 3)}; "
        f"n = {n} worlds", "reported", None)


def _late(worlds: Sequence[Sequence[Loop]], name: str) -> np.ndarray:
    """Prediction for the riskiest fifth relative to the truth after the first round, world by world."""
    late = (_rounds(world, name).iloc[1:] for world in worlds)
    return np.array([rounds["predicted"].sum() / rounds["true"].sum() for rounds in late])


def _naive_decays(worlds: Sequence[Sequence[Loop]]) -> Finding:
    ratio = _late(worlds, "naive")
    return Finding(
        "Retrained on the tickets it helped, the naive model unlearns the risk of the riskiest fifth.",
        f"predicts {ratio.mean():.2f} of the truth after the first round, {ratio.max():.2f} at most "
        f"(n = {len(ratio)} worlds)", "below .9 in each world", bool((ratio < 0.9).all()))


def _holdout_stays(worlds: Sequence[Sequence[Loop]]) -> Finding:
    ratio, naive = _late(worlds, "holdout"), _late(worlds, "naive")
    return Finding(
        f"With {HOLDOUT:.0%} of them left alone by lot and weighted, retraining stays honest.",
        f"predicts {ratio.mean():.2f} of the truth [{ratio.min():.2f}, {ratio.max():.2f}] "
        f"(n = {len(ratio)} worlds)",
        "at most half as far from the truth as the naive model on average, nearer in each world",
        bool((abs(1 - ratio) < abs(1 - naive)).all() and abs(1 - ratio).mean() < abs(1 - naive).mean() / 2))


def _regret(worlds: Sequence[Sequence[Loop]]) -> Finding:
    late = {name: np.array([_rounds(world, name)["regret"].iloc[1:].mean() for world in worlds])
            for name in LOOPS}
    figure = ", ".join(f"{name} {value.mean():.3f}" for name, value in late.items())
    gap = late["naive"] - late["holdout"]
    return Finding("The naive loop's regret is above that of the loop with a holdout.",
                   f"rounds 2 to {ROUNDS}: {figure}; higher in {int((gap > 0).sum())} of {len(gap)} worlds",
                   "higher on average", given(len(gap) >= ENOUGH, gap.mean() > 0))


def _price(means: dict[str, pd.DataFrame], n: int) -> Finding:
    late = {name: rounds.iloc[1:].mean() for name, rounds in means.items()}
    figure = "; ".join(f"{name}: {value['places']:.1f} places a day, breach rate {value['breaches']:.4f}, "
                       f"{value['cost']:.2f} euros a ticket" for name, value in late.items())
    return Finding("The naive loop withdraws its help: fewer places, more breaches.",
                   f"{figure}; n = {n} worlds",
                   "fewer places than with the frozen model and a higher breach rate",
                   bool(late["naive"]["places"] < late["frozen"]["places"]
                        and late["naive"]["breaches"] > late["frozen"]["breaches"]))


PROOF = Proof("feedback", "Retraining on one's own interventions", prove)
