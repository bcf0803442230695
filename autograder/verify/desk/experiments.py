"""What an A/B test at the Desk finds, and what it ought to: power, clusters, interference."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm, t

from autograder.verify.desk.deployment import branch, expected_outcome, past_of
from autograder.verify.desk.finding import Effort, Finding, Proof, given
from autograder.verify.desk.scorers import Scorer, penalty_of
from autograder.verify.desk.served import served
from autograder.verify.desk.workers import over
from craftdata import desk
from craftdata.desk import catalogue as cat

HISTORY_DAYS, TEST_DAYS, TICKETS_PER_DAY, PLACES = 112, 56, 220.0, 40
SEEDS = 16
BLOCK_DAYS, WASHOUT_DAYS = 8, 4  # over 56 days every weekday is washed out equally often
SMALLEST_ARM = 0.25  # share of the tickets; seven blocks can fall into one arm by chance
DESIGNS = {
    "ticket": {"unit": "ticket"},
    "switchback": {"unit": "switchback", "block_days": BLOCK_DAYS},
    "switchback by team": {"unit": "switchback", "block_days": BLOCK_DAYS, "by_team": True},
}
POWER, LEVEL = 0.8, 0.05
AA_TESTS = 60
ENOUGH = 8  # worlds from which a bias is judged
RARE = 1e-3  # how often a claim of no bias fails in a world where it is right


@dataclass(frozen=True)
class Trial:
    """One world in which the model's policy is tested against the incumbent rule.

    effect: true effect of the roll-out on `breach` (share) and `cost` (euros a ticket). base: both under the
    incumbent. bias: by design, what its test is expected to find beyond the effect, for both. needed: tickets
    an arm for 80 % power. design_effect: variance of a test by account relative to one by ticket, for both.
    false_alarms: share of A/A tests of breaches at 5 %, by unit. daily: tickets a day.
    """

    effect: dict[str, float]
    base: dict[str, float]
    bias: dict[str, dict[str, float]]
    needed: dict[str, float]
    design_effect: dict[str, float]
    false_alarms: dict[str, float]
    daily: float


def measure(seed: int) -> Trial:
    """Roll out both policies and run the tests on one future of one world."""
    scenario = desk.Scenario(days=HISTORY_DAYS + TEST_DAYS, tickets_per_day=TICKETS_PER_DAY,
                             fast_lane_places=PLACES)
    world = desk.World(seed, scenario)
    world.run(desk.policies.incumbent_rule(epsilon=0.2), days=HISTORY_DAYS)
    model = past_of(world).fit()
    control = desk.policies.incumbent_rule()
    treatment = desk.policies.by_score(lambda tickets: model(tickets) * penalty_of(tickets))
    usual = branch(world)
    usual.run(control)
    base, rolled_out = expected_outcome(usual, HISTORY_DAYS), _outcome(world, treatment)
    effect = (rolled_out - base)[["breach", "cost"]]
    bias = {name: _bias(world, seed, design, control, treatment, base, effect)
            for name, design in DESIGNS.items()}
    frame = _with_score(usual, model)
    return Trial(
        effect=effect.mean().to_dict(),
        base=base[["breach", "cost"]].mean().to_dict(),
        bias=bias,
        needed=_needed(frame, effect.mean()),
        design_effect={name: _design_effect(frame[name], frame["account_id"]) for name in ("breach", "cost")},
        false_alarms={unit: _false_alarms(frame, unit, seed) for unit in ("ticket", "account")},
        daily=len(base) / TEST_DAYS,
    )


def _outcome(world: desk.World, policy: desk.policies.Policy) -> pd.DataFrame:
    future = branch(world)
    future.run(policy)
    return expected_outcome(future, HISTORY_DAYS)


def _bias(
    world: desk.World,
    seed: int,
    design: dict,
    control: desk.policies.Policy,
    treatment: desk.policies.Policy,
    base: pd.DataFrame,
    effect: pd.DataFrame,
) -> dict[str, float]:
    """What a test by some design is expected to find, less the true effect on the tickets that it counts.

    Whatever the tickets are like has no part in it: each is compared with itself under the incumbent rule
    and under the roll-out, on the same luck. The test is run twice, the second time with the arms swapped,
    so each ticket is seen in both.
    """
    experiment, treated = _assigned(world, seed, design, base)
    first, second = (_outcome(world, experiment.policy(*arms))[["breach", "cost"]]
                     for arms in ((control, treatment), (treatment, control)))
    bias = (first - second).mul(np.where(treated, 1, -1), axis=0) - effect
    if design["unit"] == "switchback":
        bias = bias[base["day"] % BLOCK_DAYS >= WASHOUT_DAYS]
    return bias.mean().to_dict()


def _assigned(
    world: desk.World, seed: int, design: dict, base: pd.DataFrame
) -> tuple[desk.Experiment, np.ndarray]:
    """An experiment neither of whose arms is small, and who is treated; few blocks may need another salt."""
    salt = 0
    while True:
        experiment = desk.Experiment(salt=f"trial {seed} {salt}", **design)
        treated = _treated(world, experiment).reindex(base.index).to_numpy(bool)
        if SMALLEST_ARM < treated.mean() < 1 - SMALLEST_ARM:
            return experiment, treated
        salt += 1


def _treated(world: desk.World, experiment: desk.Experiment) -> pd.Series:
    """Whether each ticket of the test days is in the treatment arm, by `ticket_id`."""
    days = []
    for number in range(HISTORY_DAYS, HISTORY_DAYS + TEST_DAYS):
        own = world.course.decided_on(number)
        columns = {"ticket_id": world.ticket_ids[own].astype(object),
                   "team": np.array(cat.TEAM_NAMES, object)[world.course.ground.tickets.team[own]]}
        date = world.scenario.start + dt.timedelta(days=number)
        arm = experiment.treated(desk.Day(number, date, PLACES, columns))
        days.append(pd.Series(arm, index=columns["ticket_id"]))
    return pd.concat(days)


def _with_score(usual: desk.World, model: Scorer) -> pd.DataFrame:
    """What happened under the incumbent, with the model's score for each outcome."""
    frame = served(usual)
    frame = frame[frame["day"] >= HISTORY_DAYS]
    score = np.where(frame["still_open"], model(frame), 0.0)
    breach = frame["breach"].astype(float)
    return pd.DataFrame({
        "ticket_id": frame["ticket_id"], "account_id": frame["account_id"], "breach": breach,
        "cost": breach * frame["penalty"], "breach_score": score, "cost_score": score * frame["penalty"],
    })


def _needed(frame: pd.DataFrame, effect: pd.Series) -> dict[str, float]:
    """Tickets an arm for 80 % power of a two-sided test at 5 %, plain and with CUPED.

    CUPED (Deng et al. 2013): the outcome less its regression on what is known before, here the score.
    """
    factor = 2 * (norm.isf(LEVEL / 2) + norm.ppf(POWER)) ** 2
    needed = {}
    for name in ("breach", "cost"):
        plain = factor * frame[name].var() / effect[name] ** 2
        needed[name] = plain
        needed[f"{name}, CUPED"] = plain * (1 - frame[name].corr(frame[f"{name}_score"]) ** 2)
    return needed


def _design_effect(outcome: pd.Series, account: pd.Series) -> float:
    """Variance of a mean whose accounts are drawn as wholes, relative to one whose tickets are."""
    rest = outcome - outcome.mean()
    return float((rest.groupby(account).sum() ** 2).sum() / (rest**2).sum())


def _false_alarms(frame: pd.DataFrame, unit: str, seed: int) -> float:
    """Share of A/A tests by some unit, analysed ticket by ticket, whose breach rates differ at 5 %."""
    codes, names = pd.factorize(frame[f"{unit}_id"])
    outcome, alarms = frame["breach"].to_numpy(), 0
    for test in range(AA_TESTS):
        experiment = desk.Experiment(unit, salt=f"A/A {seed} {test}")
        arm = experiment.treats(names.to_numpy(object))[codes]
        error = np.sqrt(outcome[arm].var() / arm.sum() + outcome[~arm].var() / (~arm).sum())
        alarms += abs(outcome[arm].mean() - outcome[~arm].mean()) > norm.isf(LEVEL / 2) * error
    return alarms / AA_TESTS


def prove(effort: Effort) -> list[Finding]:
    """Measure and judge."""
    trials = over(measure, effort.of(SEEDS, least=2), effort)
    return [_effect(trials), _power(trials), _cuped(trials), _clusters(trials), *_aa(trials),
            _overstates(trials), _recovers(trials), _by_team(trials)]


def _effect(trials: Sequence[Trial]) -> Finding:
    breach = np.array([trial.effect["breach"] for trial in trials]) * 100
    cost = np.array([trial.effect["cost"] / trial.base["cost"] for trial in trials])
    return Finding(
        f"HGB p x penalty beats the incumbent rule at {PLACES} places a day.",
        f"roll-out: breach rate {breach.mean():+.2f} pp [{breach.min():+.2f}, {breach.max():+.2f}], cost "
        f"{cost.mean():+.1%} [{cost.min():+.1%}, {cost.max():+.1%}]; n = {len(trials)} worlds of "
        f"{np.mean([trial.daily for trial in trials]):.0f} tickets a day",
        "cost falls in every world", bool((cost < 0).all()))


def _power(trials: Sequence[Trial]) -> Finding:
    needed = pd.DataFrame([trial.needed for trial in trials])
    days = 2 * needed.div([trial.daily for trial in trials], axis=0)
    figure = "; ".join(
        f"{name}: median {needed[name].median():,.0f} tickets an arm ({days[name].median():,.0f} days), "
        f"{needed[name].min():,.0f} to {needed[name].max():,.0f}" for name in needed)
    return Finding("The cost shows the effect long before the breach rate does (80 % power).", figure,
                   "fewer tickets for cost than for breaches in the median",
                   bool(needed["cost"].median() < needed["breach"].median()))


def _cuped(trials: Sequence[Trial]) -> Finding:
    share = np.array([trial.needed["cost, CUPED"] / trial.needed["cost"] for trial in trials])
    return Finding(
        "The model's score as a covariate (CUPED) saves tickets.",
        f"cost needs {share.mean():.2f} of them, {share.max():.2f} at most (n = {len(share)} worlds)",
        "below .9 in each world", bool((share < 0.9).all()))


def _clusters(trials: Sequence[Trial]) -> Finding:
    figure = []
    for name in ("breach", "cost"):
        deff = np.array([trial.design_effect[name] for trial in trials])
        figure.append(f"{name} {np.median(deff):.1f} [{deff.min():.1f}, {deff.max():.1f}]")
    middle = np.median([trial.design_effect["breach"] for trial in trials])
    return Finding("Randomised by account, a test has a fraction of its tickets (design effect).",
                   f"{', '.join(figure)} times the variance; n = {len(trials)} worlds",
                   "median for breaches above 3", bool(middle > 3))


def _aa(trials: Sequence[Trial]) -> list[Finding]:
    by_ticket, by_account = (np.mean([trial.false_alarms[unit] for trial in trials])
                             for unit in ("ticket", "account"))
    n = AA_TESTS * len(trials)
    band = 3.5 * np.sqrt(LEVEL * (1 - LEVEL) / n)
    return [
        Finding("An A/A test by ticket raises a false alarm as often as it says.",
                f"{by_ticket:.1%} of {n} tests at 5 %", f"5 % +- {band:.1%}", abs(by_ticket - LEVEL) < band),
        Finding("An A/A test by account that is analysed by ticket raises false alarms.",
                f"{by_account:.1%} of {n} tests at 5 %", "above 20 %", bool(by_account > 0.2)),
    ]


def _relative(trials: Sequence[Trial], name: str, outcome: str) -> tuple[float, float]:
    """Mean bias relative to the mean effect, and its standard error."""
    bias = np.array([trial.bias[name][outcome] for trial in trials])
    effect = np.mean([trial.effect[outcome] for trial in trials])
    return float(bias.mean() / effect), float(abs(bias.std(ddof=1) / np.sqrt(len(bias)) / effect))


def _overstates(trials: Sequence[Trial]) -> Finding:
    breach, error = _relative(trials, "ticket", "breach")
    return Finding(
        "A test by ticket overstates the effect on breaches, because both arms share the queue.",
        _bias_figure(trials, "ticket"), "above 0 by two standard errors",
        given(len(trials) >= ENOUGH, breach > 2 * error))


def _recovers(trials: Sequence[Trial]) -> Finding:
    breach, error = _relative(trials, "switchback", "breach")
    cost = _relative(trials, "switchback", "cost")
    ticket, _ = _relative(trials, "ticket", "breach")
    most = t.isf(RARE / 4, len(trials) - 1)  # two sides, two outcomes
    return Finding(
        f"A switchback of the whole desk in blocks of {BLOCK_DAYS} days, the first {WASHOUT_DAYS} of each "
        "left out, finds the effect of the roll-out.",
        _bias_figure(trials, "switchback"),
        f"both within {most:.1f} standard errors of 0; on breaches nearer to it than a test by ticket",
        given(len(trials) >= ENOUGH,
              abs(breach) < most * error and abs(cost[0]) < most * cost[1] and abs(breach) < abs(ticket)))


def _by_team(trials: Sequence[Trial]) -> Finding:
    return Finding(
        "A switchback by team has more blocks, but the policy then ranks within the treated teams only.",
        _bias_figure(trials, "switchback by team"), "reported", None)


def _bias_figure(trials: Sequence[Trial], name: str) -> str:
    (breach, error), cost = _relative(trials, name, "breach"), _relative(trials, name, "cost")
    return (f"breach {breach:+.1%} +- {error:.1%}, cost {cost[0]:+.1%} +- {cost[1]:.1%} of the effect "
            f"(n = {len(trials)} worlds, each with the arms swapped too)")


PROOF = Proof("experiments", "A/B tests: power, clusters and interference", prove)
