"""What can go wrong on a chosen day: each kind with what happens, what shows it and the best response."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral, Real

import numpy as np

DAY_S = 86_400


@dataclass(frozen=True)
class IncidentKind:
    """What is known about a kind of incident.

    Parameters
    ----------
    what : str
        What happens; `size` is the number of an `Incident`.
    shows_in : str
        Where it can be seen from its first day on.
    response : str
        What a good team does.
    loud : bool
        Whether something fails at once without any monitor.
    """

    what: str
    shows_in: str
    response: str
    loud: bool = False


INCIDENTS = {
    "spike": IncidentKind(
        "size x 50 % more tickets of the usual kind; staffing does not follow",
        "tickets a day, then team_open and the level of scores; ranking holds",
        "keep the model, recalibrate or scale scores, ask for places and staff",
    ),
    "population": IncidentKind(
        "a reseller brings new small accounts in APAC: size x 35 % more tickets",
        "shares of region and plan, unseen account_id, the APAC queue",
        "check scores by segment, recalibrate by segment, retrain once labels are there",
    ),
    "concept": IncidentKind(
        "tickets about billing and ui take exp(0.9 x size) times the work",
        "labels only: no input and no score moves",
        "find the slice by matured labels, retrain on recent data",
    ),
    "adversarial": IncidentKind(
        "0.45 x size of the tickets imitate a worse problem in area, subject, urgency and messages",
        "shares of area, urgent subjects and messages_1h rise together; calibration of that slice",
        "take out or distrust what customers can choose, rely on history and routing, retrain",
    ),
    "null_upstream": IncidentKind(
        "the CRM join returns nothing: plan, seats, tenure_days, sla_hours and open_hours are missing",
        "share of missing values: 100 % in five columns",
        "stop scoring with nulls, fall back to the rule, repair the join and backfill",
    ),
    "unit_change": IncidentKind(
        "sla_hours and open_hours come in minutes, attach_kb in bytes",
        "range and median of three columns; PSI far beyond any quiet week",
        "convert at the edge by contract, add range checks, rescore",
    ),
    "schema_change": IncidentKind(
        "the column severity is now called priority",
        "the names of the columns: a KeyError, or a silent default",
        "fail closed on the schema, map the name for both versions",
        loud=True,
    ),
    "duplicates": IncidentKind(
        "a share of 0.3 x size of the rows of a day comes twice",
        "ticket_id is no longer unique; counts rise, scores do not",
        "deduplicate by key at ingestion, assert the grain",
    ),
    "stale": IncidentKind(
        "the feature store serves a copy of the busiest day of the size x 8 weeks before, day after day",
        "counts of accounts and queues at the onset; features as served differ from those recomputed",
        "monitor freshness and skew, fall back to features that are fresh, restart the job",
    ),
    "label_stall": IncidentKind(
        "no outcome is posted until the incident ends; then all come at once",
        "outcomes ingested a day fall to zero; nothing else moves",
        "monitor label volume, hold retraining and reports, mark the window as unknown",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Incident:
    """One incident of a world.

    Parameters
    ----------
    kind : str
        A key of `INCIDENTS`.
    start_day : int
        First day of the world on which it acts, from 00:00 UTC; 0 is the first.
    days : int
        How many days it acts, at least 1.
    size : float
        Strength; 1 is the size that `INCIDENTS` describes, at most 4.

    Raises
    ------
    ValueError
        Names the field, the value and what is allowed.
    """

    kind: str
    start_day: int
    days: int = 28
    size: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in INCIDENTS:
            raise ValueError(f"kind must be one of {', '.join(INCIDENTS)}, got {self.kind!r}")
        for name, low in (("start_day", 0), ("days", 1)):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, Integral) or value < low:
                raise ValueError(f"{name} must be a whole number from {low}, got {value!r}")
        if isinstance(self.size, bool) or not isinstance(self.size, Real) or not 0 < self.size <= 4:
            raise ValueError(f"size must be a number above 0 and at most 4, got {self.size!r}")

    @property
    def window_s(self) -> tuple[int, int]:
        """First second of the world on which it acts, and the first on which it does no more."""
        return self.start_day * DAY_S, (self.start_day + self.days) * DAY_S


def size_at(incidents: tuple[Incident, ...], kind: str, second: np.ndarray) -> np.ndarray:
    """Size of the incidents of a kind that act at each second of the world (float; 0 where none does)."""
    second = np.asarray(second)
    size = np.zeros(second.shape)
    for incident in incidents:
        if incident.kind == kind:
            first, end = incident.window_s
            size = np.maximum(size, incident.size * ((second >= first) & (second < end)))
    return size


def running_on(incidents: tuple[Incident, ...], kind: str, day: int) -> Incident | None:
    """The incident of a kind that acts on a day of the world, if there is one."""
    for incident in incidents:
        if incident.kind == kind and incident.start_day <= day < incident.start_day + incident.days:
            return incident
    return None
