"""The whole story: watch, learn, check, serve, and watch again."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from craftdata.desk import Client, DaySummary, policies

from . import artefact, clean, evaluate, ingest, join, monitor, train
from .artefact import Artefact
from .config import Config
from .monitor import Alarm
from .serve import Scorer
from .served_log import ServedLog, recorded

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Run:
    """What one run leaves behind.

    Parameters
    ----------
    artefact : Artefact
        As read back from its file.
    served : ServedLog
        All tickets of all days.
    summaries : tuple of DaySummary
        The days that the model served.
    alarms : tuple of Alarm
        What the monitor found on them.
    """

    artefact: Artefact
    served: ServedLog
    summaries: tuple[DaySummary, ...]
    alarms: tuple[Alarm, ...]


def run(op: Client, folder: Path, config: Config | None = None) -> Run:
    """Operate a new desk: `history_days` by its old rule, then all days that are left by the model.

    Parameters
    ----------
    op : Client
        From `desk.open_desk`, no day closed yet.
    folder : Path
        Where the artefact goes, as `model.json`; made if it is not there.
    config : Config, optional

    Raises
    ------
    ContractError, TrainingError
        If what the desk gives cannot be learned from.
    """
    config, served = config or Config(), ServedLog()
    watched = op.run(recorded(policies.incumbent_rule(), served), config.history_days)
    as_of = end_of(watched[-1])
    trained = learn(ingest.extract(op, served, as_of), config)
    folder.mkdir(parents=True, exist_ok=True)
    artefact.write(trained, folder / "model.json")
    deployed = artefact.read(folder / "model.json")
    policy = policies.by_score(Scorer(deployed, served), epsilon=config.exploration)
    summaries = op.run(policy)
    events = clean.one_row_an_event(op.events())
    alarms = monitor.watch(served.table(), events, deployed.model, as_of, config)
    return Run(deployed, served, tuple(summaries), tuple(alarms))


def learn(data: ingest.Extract, config: Config) -> Artefact:
    """From an extract to a model with its manifest; the same input gives the same bytes."""
    periods = train.split(join.examples(data, config), config)
    model = train.fit(periods, config)
    evaluation = evaluate.evaluate(model, periods)
    log.info("evaluated: %s", evaluation)
    return Artefact(model, artefact.describe(data, periods, config, evaluation))


def end_of(day: DaySummary) -> pd.Timestamp:
    """The end of a closed day (UTC)."""
    return pd.Timestamp(day.date, tz="UTC") + pd.Timedelta(days=1)
