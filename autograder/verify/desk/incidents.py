"""Incidents: each is seen from its onset and not before; what ignoring it costs; false alarms."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from autograder.verify.desk.finding import Effort, Finding, Proof, given
from autograder.verify.desk.incident_responses import RESPONSES, ignored, ignored_linear, judged, psi
from autograder.verify.desk.incident_signals import SIGNALS
from autograder.verify.desk.incident_worlds import BEFORE, DAYS, START, Models, Window, models, window
from autograder.verify.desk.workers import over

SEEDS = 8
ENOUGH = 4  # worlds from which losses are judged
MEASURES = ("auc", "regret", "value")
# Ignoring these must cost at least so much on average: AUC lost, and regret as a multiple of a quiet world's.
STRONG = {"adversarial": (0.02, 1.3), "stale": (0.02, 1.3)}
RESTORED = ("null_upstream", "unit_change", "schema_change")  # their repair gives the quiet scores back


@dataclass(frozen=True)
class Seen:
    """One kind of incident in one world.

    same_before: whether all days before the onset are those of the quiet world. early: alarms before the
    onset; onset: whether the first look after it raises one; quiet_alarms, looks: those of the quiet world
    while the incident would have run. scored: AUC, regret and value of the model that goes on, of the
    logistic regression that goes on, and of the response. score_psi: of the first week.
    """

    kind: str
    same_before: bool
    early: int
    onset: bool
    onset_value: float
    quiet_alarms: int
    looks: int
    scored: dict[str, dict[str, float]]
    score_psi: float


@dataclass(frozen=True)
class Measured:
    """One seed: its incidents, the quiet world's scores, and its daily and weekly PSI of a quiet month."""

    incidents: tuple[Seen, ...]
    quiet: dict[str, dict[str, float]]
    daily_psi: tuple[float, ...]
    weekly_queue_psi: tuple[float, ...]


def measure(seed: int) -> Measured:
    """All kinds of incidents in one world, beside the same world without any."""
    fitted, calm = models(seed), window(seed, None)
    quiet = {"boosted": asdict(judged(calm, ignored(calm, calm, fitted))),
             "linear": asdict(judged(calm, ignored_linear(calm, calm, fitted)))}
    seen = tuple(_seen(window(seed, kind), calm, fitted) for kind in SIGNALS)
    return Measured(seen, quiet, *_quiet_month(calm, fitted))


def _seen(hit: Window, calm: Window, fitted: Models) -> Seen:
    signal = SIGNALS[hit.kind]
    before, during = signal.blocks(hit, fitted, -BEFORE, 0), signal.blocks(hit, fitted, 0, DAYS)
    quiet = signal.blocks(calm, fitted, 0, DAYS)
    scored = {"boosted": judged(hit, ignored(hit, calm, fitted)),
              "linear": judged(hit, ignored_linear(hit, calm, fitted)),
              "response": judged(hit, RESPONSES[hit.kind][1](hit, calm, fitted))}
    return Seen(
        hit.kind, _same_before(hit, calm), int((before > signal.alarm).sum()), bool(during[0] > signal.alarm),
        float(during[0]), int((quiet > signal.alarm).sum()), len(quiet),
        {name: asdict(quality) for name, quality in scored.items()}, _score_psi(hit, fitted))


def _same_before(hit: Window, calm: Window) -> bool:
    """Whether what was served before the onset is the same, cell by cell."""
    served = list(calm.columns[START - BEFORE])
    ours, theirs = (part.days(-BEFORE, 0)[served].reset_index(drop=True) for part in (hit, calm))
    return ours.equals(theirs)


def _score_psi(hit: Window, fitted: Models) -> float:
    frame = hit.days(0, 7)
    frame = frame[frame["still_open"]]
    if "priority" in frame:
        frame = frame.assign(severity=None)
    return psi(fitted.usual["score"].to_numpy(), fitted.boosted(frame))


def _quiet_month(calm: Window, fitted: Models) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """PSI of the scores of each weekday, and of team_open of each week, against the four weeks before."""
    frame = calm.days(0, DAYS)
    frame = frame[frame["still_open"]]
    score, day = pd.Series(fitted.boosted(frame), frame.index), frame["day"] - START
    usual = fitted.usual
    daily = [psi(usual["score"].to_numpy(), part.to_numpy())
             for number, part in score.groupby(day) if number % 7 < 5]
    weekly = [psi(usual["team_open"].to_numpy(), part.to_numpy(float))
              for _, part in frame["team_open"].groupby(day // 7)]
    return tuple(daily), tuple(weekly)


def prove(effort: Effort) -> list[Finding]:
    """Measure and judge."""
    worlds = over(measure, effort.of(SEEDS, least=2), effort)
    cases = {kind: [seen for world in worlds for seen in world.incidents if seen.kind == kind]
             for kind in SIGNALS}
    visible = [_visible(kind, seen) for kind, seen in cases.items()]
    losses = [_loss(kind, seen, worlds) for kind, seen in cases.items()]
    return [_nothing_before(cases), *visible, *losses, _linear_units(cases["unit_change"], worlds),
            *_false_alarms(worlds)]


def _nothing_before(cases: dict[str, list[Seen]]) -> Finding:
    changed = sorted(kind for kind, seen in cases.items() if not all(one.same_before for one in seen))
    n = sum(map(len, cases.values()))
    return Finding("Before its onset an incident changes nothing that the service sees.",
                   f"four weeks before {n} onsets: {', '.join(changed) or 'no cell'} differs", "no cell",
                   not changed)


def _visible(kind: str, seen: Sequence[Seen]) -> Finding:
    signal = SIGNALS[kind]
    onset = sum(one.onset for one in seen)
    early = sum(one.early for one in seen) + sum(one.quiet_alarms for one in seen)
    looks = sum(BEFORE // signal.look + one.looks for one in seen)
    values = ", ".join(f"{value:.2f}" for value in sorted(one.onset_value for one in seen))
    return Finding(
        f"{kind}: seen at its onset by the {signal.sign} (alarm above {signal.alarm:g}).",
        f"{onset} of {len(seen)} worlds at the first look (values {values}); {early} of {looks} looks "
        "without it raise an alarm",
        "all worlds; at most one look in ten without it", onset == len(seen) and early <= looks / 10)


def _mean(seen: Sequence[Seen], name: str, measure: str) -> float:
    return float(np.mean([one.scored[name][measure] for one in seen]))


def _loss(kind: str, seen: Sequence[Seen], worlds: Sequence[Measured]) -> Finding:
    quiet = {name: float(np.mean([world.quiet["boosted"][name] for world in worlds])) for name in MEASURES}
    ignoring, response = (
        {name: _mean(seen, who, name) for name in MEASURES} for who in ("boosted", "response"))
    shown = {"quiet": quiet, "ignored": ignoring, RESPONSES[kind][0]: response}
    figure = "; ".join(f"{who} {value['auc']:.3f} / {value['regret']:.3f} / {value['value']:.2f}"
                       for who, value in shown.items())
    holds, wanted = _wanted(kind, quiet, ignoring, response)
    psi_mean = np.mean([one.score_psi for one in seen])
    return Finding(
        f"{kind}: what ignoring it costs for two weeks, and the best response on record.",
        f"AUC / regret / value: {figure}; score PSI of the first week {psi_mean:.3f}; n = {len(seen)} worlds",
        wanted, given(len(seen) >= ENOUGH or kind in RESTORED, holds))


def _wanted(
    kind: str, quiet: dict[str, float], ignoring: dict[str, float], response: dict[str, float]
) -> tuple[bool, str]:
    """Whether the loss and its remedy are there, and what that means for a kind."""
    if kind in ("duplicates", "label_stall"):
        return abs(ignoring["auc"] - quiet["auc"]) < 0.01, "the scores do not notice: AUC within .01 of quiet"
    if kind in RESTORED:
        lost = ignoring["regret"] > quiet["regret"] - 1e-9
        restored = abs(response["regret"] - quiet["regret"]) < 1e-3
        return lost and restored, "the repair gives the quiet scores back"
    if kind == "spike":
        # A queue that melts is no matter of calibration: more places and staff are the rest of the remedy.
        lost = ignoring["regret"] > quiet["regret"] and ignoring["value"] < quiet["value"]
        return lost and response["value"] > ignoring["value"], "regret rises; the response raises the value"
    helps = response["regret"] < ignoring["regret"]
    if kind in STRONG:
        auc, times = STRONG[kind]
        strong = ignoring["auc"] < quiet["auc"] - auc or ignoring["regret"] > times * quiet["regret"]
        wanted = f"AUC falls by {auc} or regret rises {times:g}-fold; the response lowers regret"
        return strong and helps, wanted
    return ignoring["regret"] > quiet["regret"] and helps, "regret rises; the response lowers it"


def _linear_units(seen: Sequence[Seen], worlds: Sequence[Measured]) -> Finding:
    def pair(measure: str) -> tuple[float, float]:
        usual = float(np.mean([world.quiet["linear"][measure] for world in worlds]))
        return usual, _mean(seen, "linear", measure)

    auc, regret = pair("auc"), pair("regret")
    return Finding(
        "unit_change: a logistic regression keeps its ranking and loses its calibration.",
        f"AUC {auc[0]:.3f} to {auc[1]:.3f}, regret {regret[0]:.3f} to {regret[1]:.3f} "
        f"(n = {len(seen)} worlds)", "AUC within .02, regret at least trebled",
        abs(auc[1] - auc[0]) < 0.02 and regret[1] > 3 * regret[0])


def _false_alarms(worlds: Sequence[Measured]) -> list[Finding]:
    daily = np.concatenate([world.daily_psi for world in worlds])
    weekly = np.concatenate([world.weekly_queue_psi for world in worlds])
    return [
        Finding("A quiet month has alarms of its own: daily PSI of the scores on weekdays.",
                f"median {np.median(daily):.3f}, p90 {np.quantile(daily, 0.9):.3f}, most {daily.max():.2f}; "
                f"{(daily > 0.1).mean():.0%} of {len(daily)} days exceed .1", "reported", None),
        Finding("A quiet month has alarms of its own: weekly PSI of team_open.",
                f"median {np.median(weekly):.2f}, p90 {np.quantile(weekly, 0.9):.2f}, {len(weekly)} weeks; "
                f"{(weekly > 0.25).mean():.0%} exceed .25", "reported", None),
    ]


PROOF = Proof("incidents", "Incidents: seen at their onset, and what ignoring them costs", prove)
